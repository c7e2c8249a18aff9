using System.CommandLine;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;

namespace Turnstone.Commands;

/// <summary>What doctor and convert are told alike: how to read the files they are given.</summary>
internal static class BankFileArguments
{
    public static Option<FileInfo?> MappingOption() =>
        new("--mapping")
        {
            Description = "YAML that says which column holds what, where a lockbox's fields stand, a bank's quirks.",
            HelpName = "F",
        };

    public static Option<string?> CurrencyOption() =>
        new("--currency") { Description = "Currency where the file states none.", HelpName = "CODE" };

    /// <summary>The settings, or why they cannot be had.</summary>
    public static Result<ReadSettings> Settings(FileInfo? mapping, string? currency)
    {
        var settings = ReadSettings.Default;
        if (currency is not null)
        {
            if (!Currency.TryParse(currency, out var code))
                return new Refusal("currency.unknown", $"\"{currency}\" is no currency code.");
            settings = settings with { DefaultCurrency = code };
        }

        if (mapping is null)
            return settings;
        if (!mapping.Exists)
            return NoFile(mapping);
        return MappingFile.Apply(File.ReadAllText(mapping.FullName), settings);
    }

    /// <summary>A file that is not there.</summary>
    public static Refusal NoFile(FileInfo file) => new("file.missing", $"There is no file {file.FullName}.");

    /// <summary>Opens for one pass from front to back.</summary>
    public static FileStream Open(FileInfo file) =>
        new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    /// <summary>The exit code of one file.</summary>
    public static int ExitOf(ReadOutcome outcome) =>
        outcome.Refused ? Exit.Refused : outcome.InDoubt ? Exit.Problems : Exit.Done;
}
