using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Bai2;

/// <summary>What a BAI2 type code says.</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Name">Its name in the specification.</param>
/// <param name="Sign">+1 money in, −1 money out, 0 where the code alone does not say.</param>
/// <param name="Summary">A sum of entries, never one of them.</param>
/// <param name="Status">A balance: its amount carries its own sign.</param>
/// <param name="Kind">What such a line is to receivables.</param>
internal sealed record TypeCode(int Code, string Name, int Sign, bool Summary, bool Status, LineKind Kind)
{
    /// <summary>The three digits as text.</summary>
    public string Text { get; } = Code.ToString("000", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>
/// The type codes of the BAI Cash Management Balance Reporting Specification, version 2 (2005), appendix A, with our
/// judgement of what each is to receivables: sweeps, interest, securities and fee refunds are not a payer's money; a
/// correction of something earlier is for a person; returned deposits and ACH items take a receipt back.
/// </summary>
internal static partial class TypeCodes
{
    private static readonly TypeCode?[] ByCode = Parse();

    /// <summary>
    /// The code's entry; a code the table lacks is judged by its range, and its kind is for a person.
    /// </summary>
    public static TypeCode Of(int code) => ByCode[code] ?? Ranged(code);

    /// <summary>True where the specification knows the code.</summary>
    public static bool Knows(int code) => ByCode[code] is not null;

    private static TypeCode Ranged(int code) => code switch
    {
        < 100 => new(code, "Status", 0, Summary: false, Status: true, LineKind.Undecided),
        < 400 => new(code, "Credit", 1, Summary: false, Status: false, LineKind.Undecided),
        < 700 => new(code, "Debit", -1, Summary: false, Status: false, LineKind.Excluded),
        _ => new(code, "Bank's own code", 0, Summary: false, Status: false, LineKind.Undecided),
    };

    // One code a line: code, sign (+ - =), status | sum | line, kind (R receipt, T taken back, X excluded, U
    // undecided).
    private static TypeCode?[] Parse()
    {
        var table = new TypeCode?[1000];
        foreach (var line in $"{Credits}\n{Debits}".EnumerateLines())
        {
            var code = int.Parse(line[..3], System.Globalization.CultureInfo.InvariantCulture);
            var rest = line[6..];
            var level = rest[..rest.IndexOf(' ')];
            var kind = rest[level.Length + 1] switch
            {
                'R' => LineKind.Receipt,
                'T' => LineKind.Return,
                'X' => LineKind.Excluded,
                _ => LineKind.Undecided,
            };
            table[code] = new(code, rest[(level.Length + 3)..].ToString(), line[4] switch { '+' => 1, '-' => -1, _ =>
                0 },
                level is "sum", level is "status", kind);
        }

        return table;
    }
}
