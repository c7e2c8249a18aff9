using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>Notes a creditor reference whose check digits do not agree: it stays what the payer wrote.</summary>
internal static class ReferenceChecks
{
    /// <summary>Verifies by the scheme told, else by the one that the reference's form proves.</summary>
    public static void Check(Findings findings, BankTransaction transaction, Func<string, bool>? told = null)
    {
        if (!transaction.References.TryGetValue("creditor", out var reference)
            || (told ?? ByForm(reference)) is not { } isValid || isValid(reference))
            return;
        findings.Problem(Severity.Note, "reference.check_digit", transaction.Line,
            $"The check digits of the reference {reference} do not agree.");
    }

    // A prefix or 27 digits prove the scheme; other references are plain numbers, and only a format says what they are.
    private static Func<string, bool>? ByForm(string reference)
    {
        if (reference.Length == 27 && reference.All(char.IsAsciiDigit))
            return CreditorReference.IsQr;
        return reference.Length < 6 || !char.IsAsciiDigit(reference[2]) || !char.IsAsciiDigit(reference[3]) ? null
            : reference[..2] switch
            {
                "RF" => CreditorReference.IsRf,
                "SI" when reference[2..4] == "12" => CreditorReference.IsSlovenian12,
                "HR" when reference[2..4] == "01" => CreditorReference.IsCroatian01,
                _ => null,
            };
    }
}
