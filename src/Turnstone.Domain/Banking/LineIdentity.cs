using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>
/// What makes a bank line this one and no other, within one role: true twins of a day are told apart by their ordinal
/// only. It holds no row number and no file, so that a restored database finds the same.
/// </summary>
/// <param name="Account">Our bank account.</param>
/// <param name="Role">Role of the source it came from.</param>
/// <param name="Date">Booking date.</param>
/// <param name="Amount">Signed amount.</param>
/// <param name="Reference">The bank's reference, in the form of <see cref="Normal"/>.</param>
/// <param name="Ordinal">0 for the first of equal lines.</param>
public sealed record LineIdentity(
    BankAccountId Account, SourceRole Role, DateOnly Date, Money Amount, string Reference, int Ordinal)
{
    /// <summary>A reference as identity compares it: outer and doubled blanks gone, none is empty.</summary>
    public static string Normal(string? reference) => reference is null
        ? ""
        : string.Join(' ', reference.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>One text for the whole, the same for ever: what stores index and external ids are made of.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture,
        $"{Account.Value}|{Role}|{Date:yyyy-MM-dd}|{Amount.Minor} {Amount.Currency.Code}|{Reference}|{Ordinal}");

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static LineKey KeyOf(BankTransaction line) => new(line.Date, line.Amount, Normal(line.Reference));

    internal LineKey Key => new(Date, Amount, Reference);
}

/// <summary>All of a line's identity but its ordinal and account.</summary>
internal readonly record struct LineKey(DateOnly Date, Money Amount, string Reference);
