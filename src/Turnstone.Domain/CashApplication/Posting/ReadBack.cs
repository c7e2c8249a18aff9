using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>A record as NetSuite shows it after a write.</summary>
public sealed record RecordRead
{
    /// <summary>Internal id.</summary>
    public required string Id { get; init; }

    /// <summary>Held for somebody's approval: it does not post yet.</summary>
    public bool AwaitsApproval { get; init; }

    /// <summary>Voided or rejected in NetSuite.</summary>
    public bool IsVoid { get; init; }

    /// <summary>Its date; null where it was not asked for.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Its period; null where it was not asked for.</summary>
    public string? Period { get; init; }

    /// <summary>Whose it is; null for a record without a customer.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>Its amount: a payment's money, a deposit's or memo's total, a journal's debits.</summary>
    public required Money Amount { get; init; }

    /// <summary>What of it is on documents; null for records that apply nothing.</summary>
    public Money? Applied { get; init; }

    /// <summary>What of it is not; null for records that apply nothing.</summary>
    public Money? Unapplied { get; init; }

    /// <summary>Documents it is on.</summary>
    public IReadOnlyList<AppliedTo> Apply { get; init; } = [];

    /// <summary>Credits it uses.</summary>
    public IReadOnlyList<AppliedTo> Credits { get; init; } = [];

    /// <summary>Its general ledger lines, in base currency; null where they were not asked for.</summary>
    public IReadOnlyList<GlLine>? Gl { get; init; }
}

/// <summary>A difference between what was planned and what NetSuite shows.</summary>
/// <param name="What">What differs.</param>
/// <param name="Planned">What was planned.</param>
/// <param name="Read">What NetSuite shows.</param>
public sealed record Mismatch(string What, string Planned, string Read)
{
    /// <summary>The difference as people say it.</summary>
    public string Sentence => $"{What}: planned {Planned}, NetSuite shows {Read}";
}

/// <summary>What the read-back of a write found.</summary>
public enum ReadBackOutcome
{
    /// <summary>Everything equals the plan.</summary>
    Equal,

    /// <summary>NetSuite holds it for approval: later writes that need it wait.</summary>
    AwaitsApproval,

    /// <summary>Something differs: a person looks.</summary>
    Different,
}

/// <summary>Comparison of a planned write with the record NetSuite holds.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Mismatches">Every difference by name.</param>
public sealed record ReadBack(ReadBackOutcome Outcome, IReadOnlyList<Mismatch> Mismatches)
{
    /// <summary>
    /// Compares a write with its record. <paramref name="resolve"/> gives the document and line that an earlier write
    /// of the plan became; documents' open amounts are compared by <see cref="OpenAmounts"/>.
    /// </summary>
    public static ReadBack Of(
        PlannedWrite write, RecordRead read, Func<ExternalId, (DocumentId Document, int Line)?> resolve)
    {
        var found = new List<Mismatch>();
        if (read.IsVoid)
            found.Add(new("status", "standing", "void"));
        Compare(found, "amount", write.Amount, read.Amount);
        if (read.Date is { } date && date != write.Date && write is not ApplicationChange)
            found.Add(new("date", Day(write.Date), Day(date)));
        switch (write)
        {
            case PaymentWrite payment:
                Payment(found, payment, read, resolve);
                break;
            case ApplicationChange change:
                Change(found, change, read, resolve);
                break;
            case CustomerDepositWrite deposit:
                Customer(found, deposit.Customer, read);
                break;
            case CreditMemoWrite memo:
                Customer(found, memo.Customer, read);
                Compare(found, "applied", memo.Amount, read.Applied ?? Money.Zero(memo.Amount.Currency));
                break;
        }

        if (write is not ApplicationChange && !read.AwaitsApproval && read.Gl is { } lines)
        {
            if (lines.Count > 0 && lines[0].Amount.Currency != write.Amount.Currency)
                ForeignLedger.Compare(found, write, lines);
            else
                Ledger(found, write, lines);
        }

        return new(found.Count > 0 ? ReadBackOutcome.Different
            : read.AwaitsApproval ? ReadBackOutcome.AwaitsApproval : ReadBackOutcome.Equal, found);
    }

    /// <summary>
    /// Compares the open amounts after a write with what they were before it: a document's shrinks by what settles it,
    /// and nothing else may have moved it meanwhile.
    /// </summary>
    public static IReadOnlyList<Mismatch> OpenAmounts(
        PaymentWrite write, LedgerSnapshot before, LedgerSnapshot after)
    {
        var found = new List<Mismatch>();
        foreach (var line in write.Apply.Where(line => line.Document is not null))
            Open(found, line, -line.Amount, before, after);
        foreach (var line in write.Credits.Concat(write.Deposits).Where(line => line.Document is not null))
            Open(found, line, line.Amount, before, after);
        return found;
    }

    private static void Open(
        List<Mismatch> found, AppliedTo line, Money move, LedgerSnapshot before, LedgerSnapshot after)
    {
        if (line.Document is not { } document || before.Find(document, line.Line) is not { } was)
            return;
        var expected = was.Item.Open + move;
        var now = after.Find(document, line.Line)?.Item.Open ?? Money.Zero(expected.Currency);
        Compare(found, $"open amount of {line.Number}", expected, now);
    }

    private static void Payment(List<Mismatch> found, PaymentWrite payment, RecordRead read,
        Func<ExternalId, (DocumentId, int)?> resolve)
    {
        var nothing = Money.Zero(payment.Received.Currency);
        Customer(found, payment.Customer, read);
        Compare(found, "unapplied", payment.Unapplied, read.Unapplied ?? nothing);
        Compare(found, "applied", Sum(payment.Apply, nothing), read.Applied ?? nothing);
        Lines(found, "applied to", payment.Apply, read.Apply, resolve);
        Lines(found, "credit used", payment.Credits, read.Credits, resolve);
    }

    private static void Change(List<Mismatch> found, ApplicationChange change, RecordRead read,
        Func<ExternalId, (DocumentId, int)?> resolve)
    {
        Customer(found, change.Customer, read);
        var on = change.Wanted.Where(line => !line.Amount.IsZero).ToArray();
        Lines(found, "applied to", on, read.Apply, resolve);
    }

    private static void Lines(List<Mismatch> found, string what, IReadOnlyList<AppliedTo> planned,
        IReadOnlyList<AppliedTo> read, Func<ExternalId, (DocumentId Document, int Line)?> resolve)
    {
        var wanted = planned.ToDictionary(line => Key(line, resolve), StringComparer.Ordinal);
        var actual = read.Where(line => !line.Amount.IsZero).ToDictionary(line => Key(line, resolve),
            StringComparer.Ordinal);
        foreach (var (key, line) in wanted)
            Compare(found, $"{what} {line.Number}", line.Amount, actual.TryGetValue(key, out var other) ? other.Amount
                : Money.Zero(line.Amount.Currency));
        foreach (var (_, line) in actual.Where(entry => !wanted.ContainsKey(entry.Key)))
            Compare(found, $"{what} {line.Number}", Money.Zero(line.Amount.Currency), line.Amount);
    }

    private static string Key(AppliedTo line, Func<ExternalId, (DocumentId Document, int Line)?> resolve)
    {
        var (document, at) = line.Planned is { } planned ? resolve(planned) ?? (new DocumentId(planned.Value), 0)
            : (line.Document ?? new DocumentId(""), line.Line);
        return string.Create(CultureInfo.InvariantCulture, $"{document}/{at}");
    }

    /// <summary>Debits and credits per account, and per customer where AR moves; their order means nothing.</summary>
    private static void Ledger(List<Mismatch> found, PlannedWrite write, IReadOnlyList<GlLine> lines)
    {
        var planned = Sums(write.Gl);
        var actual = Sums(lines);
        foreach (var key in planned.Keys.Union(actual.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var nothing = Money.Zero(write.Amount.Currency);
            Compare(found, $"GL account {key}", planned.GetValueOrDefault(key, nothing),
                actual.GetValueOrDefault(key, nothing));
        }
    }

    internal static Dictionary<string, Money> Sums(IReadOnlyList<GlLine> lines) => lines
        .GroupBy(line => line.Account, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Skip(1).Aggregate(group.First().Amount, (sum, line) =>
            sum + line.Amount), StringComparer.Ordinal);

    private static Money Sum(IReadOnlyList<AppliedTo> lines, Money nothing) =>
        lines.Aggregate(nothing, (sum, line) => sum + line.Amount);

    private static void Customer(List<Mismatch> found, CustomerId planned, RecordRead read)
    {
        if (read.Customer != planned)
            found.Add(new("customer", planned.Value, read.Customer?.Value ?? "nobody"));
    }

    internal static void Compare(List<Mismatch> found, string what, Money planned, Money read)
    {
        if (planned != read)
            found.Add(new(what, planned.ToString(), read.ToString()));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
