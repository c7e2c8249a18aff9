using System.Globalization;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// A bank line with its receipts, its shares and the documents they touch, as the database holds them.
/// </summary>
internal sealed record LineBook
{
    private static readonly HashSet<string> Money = new(StringComparer.Ordinal) { "receipt", "undecided" };

    public required PostedLineRow Row { get; init; }

    public required PostingSetup Setup { get; init; }

    public required DecidedLine Line { get; init; }

    public required LedgerSnapshot Ledger { get; init; }

    public required IReadOnlyList<ReceiptRow> Receipts { get; init; }

    /// <summary>Rows of shares by receipt's identity and share's identity.</summary>
    public required IReadOnlyDictionary<(string Receipt, string Share), ShareRow> Shares { get; init; }

    /// <summary>Loads a line with everything that a plan of it needs.</summary>
    public static async Task<Result<LineBook>> Load(ReadSession session, long line)
    {
        if (await PostingSources.Line(session.Db, session.Connection, line) is not { } row)
            return Refusals.NoPosting(line);
        if (!(await PostingSetup.Of(session, row.BankAccount)).Is(out var setup, out var refusal))
            return refusal;
        var receipts = await ReceiptRows.OfLine(session.Db, line);
        var shares = await CashApplication.Shares.Load(session, [.. receipts.Select(receipt => receipt.Id)]);
        var names = await NamesOf(session, shares.SelectMany(group => group).Select(pair => pair.Row));
        var currency = Currency.Of(row.Currency);
        var rate = await PostingSources.Rate(session.Db, session.Connection, setup.Account.Currency.Code,
            setup.Account.BaseCurrency.Code);
        var decided = receipts.Where(receipt => Money.Contains(receipt.Kind))
            .Select(receipt => new Domain.CashApplication.Posting.DecidedReceipt(
                receipt.Identity, new(receipt.Amount, currency),
                [.. shares[receipt.Id].OrderBy(pair => pair.Row.Ordinal).Select(pair => new DecidedShare(
                    pair.Share, Codes.Read<PostingState>(pair.Row.State), ApprovalOf(pair.Row, names),
                    pair.Row.Generation))])).ToList();
        return new LineBook
        {
            Row = row, Setup = setup, Receipts = receipts,
            Line = new()
            {
                Identity = row.Identity, Account = setup.Account, Date = row.BookedOn,
                Amount = new(row.Amount, currency), Receipts = decided, ExchangeRate = rate,
                Parts = [.. receipts.Where(receipt => receipt.Kind == "excluded").Select(receipt => new LinePart(
                    receipt.Amount < 0 ? LinePartKind.Fee : LinePartKind.Suspense, new(receipt.Amount, currency),
                    receipt.Text))],
            },
            Ledger = await Snapshot(session, [.. shares.SelectMany(group => group).Select(pair => pair.Share)],
                row.BookedOn),
            Shares = receipts.SelectMany(receipt => shares[receipt.Id].Select(pair => (Key: (receipt.Identity,
                DecidedShare.IdentityOf(pair.Share)), pair.Row))).ToDictionary(pair => pair.Key, pair => pair.Row),
        };
    }

    /// <summary>The documents of shares as they stand in our ledger, with families and the day's periods.</summary>
    public static async Task<LedgerSnapshot> Snapshot(ReadSession session, IReadOnlyList<Share> shares, DateOnly day)
    {
        var ids = shares.SelectMany(share => share.Applications).Select(application => application.Document.Value)
            .Distinct(StringComparer.Ordinal).ToArray();
        var items = ids.Length == 0 ? [] : await ItemRows.Of(session.Db, session.Connection, ids);
        var lines = ids.Length == 0 ? [] : await AroundRows.Lines(session.Db, session.Connection, ids);
        var lined = lines.ToLookup(line => line.DocumentId, StringComparer.Ordinal);
        var owners = items.Select(item => item.CustomerId).Distinct(StringComparer.Ordinal).ToArray();
        var held = (await SliceRows.Of(session.Db, session.Connection, owners)).Where(row => Items.IsOnHold(row.Hold))
            .Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        var customers = shares.Select(share => share.Customer.Value).Distinct(StringComparer.Ordinal).ToArray();
        var parents = customers.Length == 0 ? []
            : await PostingSources.Parents(session.Db, session.Connection, customers);
        var first = session.Today < day ? session.Today : day;
        var last = session.Today > day ? session.Today : day;
        var periods = await PostingSources.Periods(session.Db, session.Connection, first, last);
        return new(items.Select(item => new LedgerDocument(Items.Read(item), item.Status,
            held.Contains(item.CustomerId))
        {
            ExchangeRate = Items.RateOf(item),
            Tax = Items.TaxOf(item, [.. lined[item.Id]]),
        }),
            parents.Select(link => (new CustomerId(link.Child), new CustomerId(link.Parent))),
            [.. periods.Select(Period)]);
    }

    /// <summary>The period a row holds.</summary>
    public static AccountingPeriod Period(PeriodRow row) => new(
        row.Id, row.Name, row.StartOn, row.EndOn, row.Closed, row.ArLocked, row.AllLocked, row.AllowsNonGl);

    private static Approval ApprovalOf(ShareRow row, IReadOnlyDictionary<long, string> names) => new(
        row.DecisionId.ToString(CultureInfo.InvariantCulture),
        row.DecidedBy is { } decided ? names.GetValueOrDefault(decided, "") : "",
        row.ApprovedBy is { } approved ? names.GetValueOrDefault(approved, "") : null);

    private static Task<IReadOnlyDictionary<long, string>> NamesOf(ReadSession session, IEnumerable<ShareRow> shares) =>
        PostingSources.Names(session.Db, [.. shares.SelectMany(share => new[] { share.DecidedBy, share.ApprovedBy })
            .OfType<long>().Distinct()]);
}
