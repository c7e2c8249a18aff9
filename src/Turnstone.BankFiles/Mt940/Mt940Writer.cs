using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Mt940;

/// <summary>
/// Statements in SWIFT's blocks. The same entry can be said in several dialects of <c>:86:</c>; the first that the
/// reader takes for the very entry given is written, so nothing is said that would be read otherwise.
/// </summary>
internal sealed class Mt940Writer(Envelope envelope) : ItemWriter(envelope)
{
    private readonly Findings _findings = new(ReadSettings.Default);
    private readonly MtLine _line = new();
    private MtDetailsReader? _details;
    private StatementHead? _head;

    protected override void Begin(StatementHead head)
    {
        if (head.Opening is not { } opening || head.AsOf is not { } day)
            throw NoPlace("a statement without opening balance and day, account", head.Account);
        _head = head;
        Line($"{{1:F01{Envelope.Sender}}}{{2:I940{Envelope.Receiver}N}}{{4:");
        Line(string.Create(CultureInfo.InvariantCulture, $":20:{Envelope.Number:D8}"));
        Line($":25:{Single("an account", head.Account)}");
        if (head.Number is { } number)
            Line($":28C:{Single("a statement number", number)}");
        Line($":60F:{Balance(opening, day)}");
    }

    protected override void Entry(BankTransaction entry, IReadOnlyList<Remittance> advices)
    {
        if (advices.Count > 0 || entry.Parts.Count > 0)
            throw NoPlace("details of the entry", entry.Reference);
        foreach (var (line, details) in MtForms.Of(entry))
        {
            if (ReadBack(line, details, entry.Amount.Currency) is not { } read || !MtForms.Same(entry, read))
                continue;
            Line(":61:" + line);
            if (details.Length > 0)
                Line(":86:" + details);
            return;
        }

        throw NoPlace("all that this entry says:", entry.Text);
    }

    protected override void EndStatement(StatementEnd end)
    {
        if (end.Closing is { } closing)
            Line($":62F:{Balance(closing, _head!.AsOf ?? Envelope.Created)}");
        Line("-}");
    }

    protected override void Advice(Remittance advice) => throw NoPlace("an advice", advice.Reference);

    protected override void EndFile()
    {
    }

    private BankTransaction? ReadBack(string line, string details, Currency currency) =>
        _line.Read(Encoding.UTF8.GetBytes(line), currency, _findings.Texts)
            ? MtTransaction.Make(_line, (_details ??= new(_findings)).Read(Encoding.UTF8.GetBytes(details), _line.IsIn))
            : null;

    private static string Balance(Money amount, DateOnly day) =>
        $"{(amount.IsNegative ? 'D' : 'C')}{Date6(day)}{amount.Currency.Code}{MtForms.Amount(amount)}";

    private static string Single(string what, string value) =>
        value.Contains('\n', StringComparison.Ordinal) ? throw NoPlace(what, value) : value;
}

/// <summary>The ways an entry can be said in <c>:61:</c> and <c>:86:</c>.</summary>
internal static class MtForms
{
    private const int LineWidth = 65;
    private const int FieldWidth = 27;

    /// <summary>Line and details, plainest first.</summary>
    public static IEnumerable<(string Line, string Details)> Of(BankTransaction entry)
    {
        var marks = entry.Amount.IsNegative ? (string[])["D", "RC", "ED"] : ["C", "RD", "EC"];
        foreach (var (text, supplement) in Texts(entry.Text))
        {
            foreach (var mark in marks)
            {
                foreach (var details in Details(entry, text))
                {
                    yield return (Line(entry, mark) + supplement, details);
                    // A reference for us only: the reader takes it for the bank's too.
                    yield return (Line(entry with { Reference = null }, mark) + supplement, details);
                }
            }
        }
    }

    /// <summary>True where the reader makes of it what was given.</summary>
    public static bool Same(BankTransaction one, BankTransaction other) =>
        one.Date == other.Date && (one.ValueDate ?? one.Date) == other.ValueDate && one.Amount == other.Amount
        && one.Kind == other.Kind && one.TypeCode == other.TypeCode && one.Reference == other.Reference
        && one.Payer == other.Payer && one.Text == other.Text && one.References.Count == other.References.Count
        && one.References.All(pair => other.References.GetValueOrDefault(pair.Key) == pair.Value);

    public static string Amount(Money amount)
    {
        var text = amount.Abs().ToPlainString();
        return text.Contains('.', StringComparison.Ordinal) ? text.Replace('.', ',') : text + ",";
    }

    private static string Line(BankTransaction entry, string mark)
    {
        var value = entry.ValueDate ?? entry.Date;
        var type = entry.TypeCode is { Length: 4 } own ? own : "NTRF";
        var customer = entry.References.GetValueOrDefault("customer") ?? "NONREF";
        var bank = entry.Reference is { } reference ? "//" + reference : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{value:yyMMdd}{entry.Date:MMdd}{mark}{Amount(entry.Amount)}{type}{customer}{bank}");
    }

    // The first line of a text may have stood beneath the :61: and not in the details.
    private static IEnumerable<(string Text, string Supplement)> Texts(string text)
    {
        yield return (text, "");
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (text.Length > 0)
            yield return (end < 0 ? "" : text[(end + 1)..], "\n" + (end < 0 ? text : text[..end]));
    }

    private static IEnumerable<string> Details(BankTransaction entry, string text)
    {
        yield return text;
        if (entry.TypeCode is { Length: 3 } code)
        {
            yield return Wrapped(German(entry, code, text));
            yield return Wrapped($"/BAI/{code}{Slashed(entry, text)}");
        }

        if (Slashed(entry, text) is { Length: > 0 } slashed)
            yield return Wrapped(slashed);
    }

    private static string Slashed(BankTransaction entry, string text)
    {
        var told = new StringBuilder();
        Add("RTRN", entry.References.GetValueOrDefault("return_reason"));
        Add("IBAN", entry.Payer.Account);
        Add("BIC", entry.Payer.Bank);
        Add("NAME", entry.Payer.Name);
        Add("MARF", entry.References.GetValueOrDefault("mandate"));
        Add("CSID", entry.References.GetValueOrDefault("creditor_id"));
        Add("REMI", entry.References.GetValueOrDefault("creditor") == text ? $"STRD/CUR/{text}" : text);
        Add("EREF", entry.References.GetValueOrDefault("end_to_end"));
        return told.Length == 0 ? "" : told.Append('/').ToString();

        void Add(string keyword, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                told.Append('/').Append(keyword).Append('/').Append(value);
        }
    }

    private static string German(BankTransaction entry, string code, string text)
    {
        var purpose = new StringBuilder();
        Add("EREF+", "end_to_end");
        Add("KREF+", "customer");
        Add("MREF+", "mandate");
        Add("CRED+", "creditor_id");
        Add("ABWA+", "ultimate_payer");
        Add("RTRN+", "return_reason");
        var told = new StringBuilder(code);
        told.Append("?00").Append(entry.Amount.IsNegative ? "LASTSCHRIFT" : "GUTSCHRIFT");
        // Ten fields and four more of the purpose.
        Fields(told, purpose.Length == 0 ? text : purpose.Append("SVWZ+").Append(text).ToString(),
            [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63]);
        Fields(told, entry.Payer.Bank ?? "", [30]);
        Fields(told, entry.Payer.Account ?? "", [31]);
        Fields(told, entry.Payer.Name ?? "", [32, 33]);
        return told.ToString();

        void Add(string tag, string kind)
        {
            if (entry.References.GetValueOrDefault(kind) is { } value)
                purpose.Append(tag).Append(value);
        }
    }

    // Full fields run on in the next, as the reader joins them; the last may be longer where no field is left.
    private static void Fields(StringBuilder told, string text, int[] numbers)
    {
        for (var i = 0; i < numbers.Length && text.Length > 0; i++)
        {
            var piece = i == numbers.Length - 1 || text.Length <= FieldWidth ? text : text[..FieldWidth];
            told.Append(CultureInfo.InvariantCulture, $"?{numbers[i]:D2}{piece}");
            text = text[piece.Length..];
        }
    }

    private static string Wrapped(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length; at += LineWidth)
            lines.Add(text.Substring(at, Math.Min(LineWidth, text.Length - at)));
        return string.Join('\n', lines);
    }
}
