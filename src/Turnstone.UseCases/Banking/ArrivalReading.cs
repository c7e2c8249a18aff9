using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.Storage.Banking;

namespace Turnstone.UseCases.Banking;

/// <summary>How an arrival was read, so that it is read the same way again.</summary>
internal static class ArrivalReading
{
    /// <summary>
    /// The settings kept with the arrival; the others where it was told nothing of its own. Refused where this program
    /// no longer understands the mapping.
    /// </summary>
    public static Result<ReadSettings> Of(ArrivalRow arrival, ReadSettings otherwise)
    {
        if (arrival.Mapping.Length == 0 && arrival.Currency.Length == 0)
            return otherwise;
        var settings = ReadSettings.Default with
        {
            DefaultCurrency = Currency.TryParse(arrival.Currency, out var currency) ? currency : null,
        };
        return arrival.Mapping.Length == 0 ? settings : MappingFile.Apply(arrival.Mapping, settings);
    }
}
