using BankFiles.Tests.Advices.Payers;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;

namespace BankFiles.Tests.Advices;

/// <summary>
/// How well advices of one layout are read. A line is right where document, gross, discount, deduction, reason and net
/// are; a line that nobody wrote is wrong too. An advice with a wrong line is flagged where its sum is.
/// </summary>
internal sealed class AdviceScore(string layout)
{
    private static readonly string[] BySum =
        ["advice.sum", "advice.line_sum", "advice.no_total", "advice.unknown_head"];

    private readonly int[] _heads = new int[5];

    public string Layout { get; } = layout;

    public int Advices { get; private set; }

    public int Payments { get; private set; }

    public int Lines { get; private set; }

    public int Right { get; private set; }

    /// <summary>Advices with a wrong line, and those of them that nothing says it of.</summary>
    public List<int> Wrong { get; } = [];

    public List<int> Silent { get; } = [];

    /// <summary>Advices whose payer erred in the total and those of them where it is not shown.</summary>
    public int Off { get; private set; }

    public List<int> OffUnseen { get; } = [];

    /// <summary>Advices of which a field of the head is wrong: payer, reference, date, currency, total.</summary>
    public Dictionary<string, List<int>> WrongHeads { get; } = [];

    public decimal Percent => Lines == 0 ? 100 : decimal.Round(100m * Right / Lines, 2);

    public decimal Heads => decimal.Round(20m * _heads.Sum() / Math.Max(1, Payments), 2);

    public static FileContent Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return AnyFile.ReadWhole(stream, ReadSettings.Default);
    }

    public void Take(GeneratedAdvice advice)
    {
        var read = Read(advice.File);
        Advices++;
        var isWrong = read.Remittances.Count > advice.Payments.Count;
        for (var at = 0; at < advice.Payments.Count; at++)
        {
            var found = at < read.Remittances.Count ? read.Remittances[at] : new();
            isWrong |= TakeLines(advice.Payments[at], found);
            TakeHead(advice, advice.Payments[at], found);
        }

        var isFlagged = read.Problems.Any(problem => BySum.Contains(problem.Rule)
            || problem.Severity == Severity.Error);
        if (isWrong)
            Wrong.Add(advice.Number);
        if (isWrong && !isFlagged)
            Silent.Add(advice.Number);
        if (!advice.Payments.Any(payment => payment.IsOff))
            return;
        Off++;
        if (!isFlagged)
            OffUnseen.Add(advice.Number);
    }

    private bool TakeLines(PaymentTruth truth, Remittance found)
    {
        var left = found.Lines.Select(Told).ToList();
        var right = truth.Lines.Count(line => left.Remove(Meant(line, left)));
        var most = Math.Max(truth.Lines.Count, found.Lines.Count);
        Lines += most;
        Right += right;
        return right != most;
    }

    // Where a layout does not state the gross, a reader may leave it open or take the net for it.
    private static LineTruth Meant(LineTruth line, List<LineTruth> left) =>
        line.Gross is not null || left.Contains(line) ? line : line with { Gross = line.Net };

    private static LineTruth Told(RemittanceLine line) => new(line.Document, line.Gross?.Minor,
        line.Discount?.Minor ?? 0, line.Deduction?.Minor ?? 0, line.Reason, line.Net?.Minor ?? long.MinValue);

    private void TakeHead(GeneratedAdvice advice, PaymentTruth truth, Remittance found)
    {
        Payments++;
        (string Name, bool IsRight)[] fields =
        [
            ("payer", string.Equals(found.Payer, truth.Payer, StringComparison.OrdinalIgnoreCase)),
            ("reference", found.Reference == truth.Reference), ("date", found.Date == truth.Date),
            ("currency", found.Currency == truth.Currency),
            ("total", found.Total == new Money(truth.Total, truth.Currency)),
        ];
        for (var at = 0; at < fields.Length; at++)
        {
            _heads[at] += fields[at].IsRight ? 1 : 0;
            if (!fields[at].IsRight)
                (WrongHeads.TryGetValue(fields[at].Name, out var list) ? list
                    : WrongHeads[fields[at].Name] = []).Add(advice.Number);
        }
    }
}
