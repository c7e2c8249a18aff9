using System.Text.RegularExpressions;

namespace Turnstone.BankFiles;

/// <summary>
/// What in the head of a file says whose it is: the identifier its format has for the sender, else an IBAN, else the
/// header that one portal alone exports. A guess: nothing is decided by it.
/// </summary>
internal static partial class BankMarks
{
    // No mark stands later than this.
    private const int Looked = 8 * 1024;

    public static BankGuess? Of(ReadOnlySpan<byte> head, string format)
    {
        var text = Bytes.Text(head[..Math.Min(head.Length, Looked)]);
        return Sender(text, format) ?? OfIban(text) ?? Portal(text);
    }

    private static BankGuess? Sender(string text, string format) => format switch
    {
        "mt940" or "mt942" => First(text, "BIC", SwiftSender(), BicAccount())
            ?? First(text, "bank code", CodeAccount()),
        "bai2" => First(text, "sender", Bai2Sender()),
        "ach" => First(text, "origin", AchOrigin()),
        "ofx" => First(text, "organisation", OfxOrganisation()) ?? First(text, "bank", OfxBank()),
        "coda" => First(text, "BIC", CodaBank()),
        "fedwire" => First(text, "receiver", FedwireReceiver()),
        "lockbox" => First(text, "origin", LockboxOrigin()),
        _ when format.StartsWith("camt", StringComparison.Ordinal) => First(text, "BIC", Servicer()),
        _ => null,
    };

    private static BankGuess? First(string text, string what, params Regex[] patterns)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Match(text) is { Success: true } match && match.Groups[1].Value.Trim() is { Length: > 0 } mark)
                return new(BankNames.Of(mark), $"{what} {mark}");
        }

        return null;
    }

    private static BankGuess? OfIban(string text)
    {
        foreach (Match match in Iban().Matches(text))
        {
            if (CreditorReference.IsIban(match.Value))
            {
                var bank = match.Value[4..Math.Min(match.Value.Length, match.Value.StartsWith("DE",
                    StringComparison.Ordinal) ? 12 : 8)];
                return new(BankNames.Of(bank), $"bank code {bank} of an IBAN of {match.Value[..2]}");
            }
        }

        return null;
    }

    private static BankGuess? Portal(string text) =>
        BankNames.OfHeader(text) is { } name ? new(name, "header of its export") : null;

    // The application header of an output message names who sent it.
    [GeneratedRegex(@"\{2:O9\d\d\d{10}([A-Z]{6}[A-Z0-9]{2})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SwiftSender();

    [GeneratedRegex(@"^:25:([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)/", RegexOptions.Multiline
        | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex BicAccount();

    [GeneratedRegex(@"^:25:(\d{8})/", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeAccount();

    [GeneratedRegex(@"^\s*01,([^,/\r\n]{1,40}),", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bai2Sender();

    // Positions 64 to 86 of the file header: the name of who sent it; before it the name of who receives it.
    [GeneratedRegex(@"^1.{62}(.{1,23})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AchOrigin();

    [GeneratedRegex(@"<ORG>([^<\r\n]{1,60})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfxOrganisation();

    [GeneratedRegex(@"<BANKID>([^<\r\n]{1,30})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfxBank();

    // Positions 61 to 71 of the header record.
    [GeneratedRegex(@"^0.{59}([A-Z]{6}[A-Z0-9]{2})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodaBank();

    [GeneratedRegex(@"\{3400\}(\d{9})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FedwireReceiver();

    [GeneratedRegex(@"^1.{12}(\d{9,10})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LockboxOrigin();

    [GeneratedRegex(@"Svcr>(?:(?!Svcr>).){0,300}?<(?:\w{1,20}:)?BIC(?:FI)?>([A-Z0-9]{8,11})<",
        RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Servicer();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Iban();
}
