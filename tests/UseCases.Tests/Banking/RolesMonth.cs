using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;

namespace Turnstone.UseCases.Tests.Banking;

/// <summary>One file of the month, in the order it happens to arrive.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Role">What it is to the books; null where the format says it.</param>
internal sealed record MonthFile(string Name, byte[] Content, SourceRole? Role);

/// <summary>
/// A month of one account, made from a seed: each payment is announced within the day, booked by a statement, taken
/// apart by a detail file where it is a deposit of several checks, and told by its payer. Files come late, twice in
/// other bytes, and in any order; one statement comes again with a corrected reference.
/// </summary>
internal sealed class RolesMonth
{
    private readonly Random _random;
    private readonly List<MonthFile> _files = [];
    private readonly List<string> _receipts = [];
    private long _balance = 1_000_000;
    private int _count;

    public RolesMonth(int seed)
    {
        _random = new(seed);
        var corrected = _random.Next(20);
        for (var day = 0; day < 30; day++)
        {
            var date = new DateOnly(2026, 2, 2).AddDays(day);
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                Day(date, corrected-- == 0);
        }

        Files = [.. _files.SelectMany(Twice).OrderBy(_ => _random.Next())];
    }

    public IReadOnlyList<MonthFile> Files { get; }

    /// <summary>Money of each payment and, where no correction touched it, its reference; in order.</summary>
    public IReadOnlyList<string> Receipts => [.. _receipts.Order(StringComparer.Ordinal)];

    /// <summary>References of what was announced and never came.</summary>
    public List<string> NeverBooked { get; } = [];

    /// <summary>Money that the bank booked in the month, in cents.</summary>
    public long Booked { get; private set; }

    /// <summary>Reference that the correction touches.</summary>
    public string Corrected { get; private set; } = "";

    public int Statements { get; private set; }

    private void Day(DateOnly date, bool corrects)
    {
        var lines = new List<(string Code, long Amount, string Reference)>();
        for (var left = _random.Next(2, 6); left > 0; left--)
            lines.Add(_random.Next(3) == 0 ? Deposit(date) : Single(date));
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        // No two deposits of the month have one total: then a person has to say which is which.
        if (corrects && lines.FindIndex(line => line.Code == "165") is >= 0 and var at)
        {
            Corrected = lines[at].Reference;
            var changed = lines.ToList();
            changed[at] = changed[at] with { Reference = Corrected + "C" };
            Statement(day, changed, "corrected");
        }

        Statement(day, lines, "statement");
        var announced = lines.ConvertAll(line => (line.Code, line.Amount,
            // Intraday reports and statements of a bank do not always print the same reference.
            Reference: _random.Next(4) == 0 ? "" : line.Reference));
        Intraday(day, [.. announced.Take(lines.Count / 2)], "morning");
        if (_random.Next(8) == 0)
        {
            // No booked amount ends like this one.
            NeverBooked.Add($"GONE{_count}");
            announced.Add(("165", 77 + 100L * _random.Next(5000, 9000), NeverBooked[^1]));
        }

        Intraday(day, announced, "evening");
        _balance += lines.Sum(line => line.Amount);
        Booked += lines.Sum(line => line.Amount);
        Statements++;
    }

    private (string Code, long Amount, string Reference) Single(DateOnly date)
    {
        // Round amounts: true twins of a day and equal payments of the month are meant.
        var (amount, reference) = (10_000L * _random.Next(1, 6), $"R{++_count}");
        _receipts.Add($"{amount} {reference}");
        Advice(date, amount, reference);
        return ("165", amount, reference);
    }

    private (string Code, long Amount, string Reference) Deposit(DateOnly date)
    {
        var deposit = $"D{++_count}";
        var checks = Enumerable.Range(0, _random.Next(2, 5))
            .Select(at => (Amount: 1000L * _random.Next(1, 90) + (at == 0 ? _count : 0),
                Reference: $"{_count}00{at}")).ToList();
        var text = new StringBuilder("Account,Date,Amount,Currency,Reference,Description\n");
        foreach (var (amount, reference) in checks)
        {
            _receipts.Add($"{amount} {reference}");
            text.Append(CultureInfo.InvariantCulture,
                $"1234567,{date:yyyy-MM-dd},{amount / 100m:0.00},USD,{reference},CHECK\n");
        }

        _files.Add(new($"{deposit}.csv", Encoding.UTF8.GetBytes(text.ToString()), SourceRole.Detail));
        return ("115", checks.Sum(check => check.Amount), deposit);
    }

    private void Statement(string day, List<(string Code, long Amount, string Reference)> lines, string name) =>
        _files.Add(new($"{name}-{day}.bai", CashDesk.Bai2(day, _balance,
            [.. lines.Select(line => $"{line.Code},{line.Amount},{line.Reference},,PAYMENT")]), Role: null));

    private void Intraday(string day, List<(string Code, long Amount, string Reference)> lines, string name)
    {
        var text = new StringBuilder("Account,Date,Amount,Currency,Reference,Description\n");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"1234567,{day},{line.Amount / 100m:0.00},USD,{line.Reference},{name}\n");
        }

        if (lines.Count > 0)
            _files.Add(new($"{name}-{day}.csv", Encoding.UTF8.GetBytes(text.ToString()), SourceRole.Intraday));
    }

    private void Advice(DateOnly date, long amount, string reference) => _files.Add(new($"{reference}.csv",
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            Payer,Payment Reference,Payment Date,Invoice Number,Net Amount
            ACME,{reference},{date:yyyy-MM-dd},INV-{reference},{amount / 100m:0.00}

            """)), SourceRole.Advice));

    /// <summary>Every third file comes a second time, in other bytes.</summary>
    private IEnumerable<MonthFile> Twice(MonthFile file)
    {
        yield return file;
        if (_random.Next(3) > 0)
            yield break;
        var text = Encoding.UTF8.GetString(file.Content);
        var again = file.Role is null ? text.Replace(",0600,1,", ",0700,2,", StringComparison.Ordinal) : text + "\n";
        yield return file with { Name = "again-" + file.Name, Content = Encoding.UTF8.GetBytes(again) };
    }
}
