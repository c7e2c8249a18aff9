using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>Shares between their rows and the Domain's words.</summary>
internal static class Shares
{
    /// <summary>Shares of receipts with all they are made of, by receipt.</summary>
    public static async Task<ILookup<long, (ShareRow Row, Share Share)>> Load(
        ReadSession session, IReadOnlyCollection<long> receipts)
    {
        var rows = new List<ShareRow>();
        foreach (var ids in receipts.Chunk(5000))
            rows.AddRange(await ShareRows.OfReceipts(session.Db, ids));
        return (await Read(session, rows)).ToLookup(pair => pair.Row.ReceiptId);
    }

    /// <summary>What rows of shares say.</summary>
    public static async Task<IReadOnlyList<(ShareRow Row, Share Share)>> Read(
        ReadSession session, IReadOnlyList<ShareRow> rows)
    {
        var applications = new List<ShareApplicationRow>();
        var differences = new List<ShareDifferenceRow>();
        foreach (var ids in rows.Select(row => row.Id).Chunk(5000))
        {
            applications.AddRange(await ShareRows.Applications(session.Db, ids));
            differences.AddRange(await ShareRows.Differences(session.Db, ids));
        }

        var byShare = applications.ToLookup(row => row.ShareId);
        var byApplication = differences.ToLookup(row => (row.ShareId, row.Application));
        return [.. rows.Select(row => (row, Read(row, byShare[row.Id], byApplication)))];
    }

    /// <summary>Writes shares of a receipt with all they are made of.</summary>
    public static async Task Add(Session session, IReadOnlyList<(ShareRow Row, Share Share)> shares)
    {
        if (shares.Count == 0)
            return;
        await ShareRows.Add(session.Db, session.Connection, shares.Select(pair => pair.Row));
        await ShareRows.AddApplications(session.Db, session.Connection, shares.SelectMany(pair =>
            pair.Share.Applications.Select((application, at) => new ShareApplicationRow
            {
                ShareId = pair.Row.Id, Ordinal = at, CompanyId = pair.Row.CompanyId,
                DocumentId = application.Document.Value, Line = application.Line, Number = application.Number,
                Cash = application.Cash.Minor, Settled = application.Settled.Minor,
                Currency = application.Cash.Currency.Code,
            })));
        await ShareRows.AddDifferences(session.Db, session.Connection, shares.SelectMany(pair =>
            pair.Share.Applications.SelectMany((application, at) => application.Differences.Select(
                (difference, ordinal) => new ShareDifferenceRow
                {
                    ShareId = pair.Row.Id, Application = at, Ordinal = ordinal, CompanyId = pair.Row.CompanyId,
                    Cause = Codes.Of(difference.Cause), Amount = difference.Amount.Minor,
                    Account = difference.Account, Tax = difference.Tax?.Minor,
                }))));
    }

    /// <summary>A new row of a share; nobody has decided it.</summary>
    public static ShareRow Row(Share share, ReceiptRow receipt, long decision, long id, int ordinal) => new()
    {
        Id = id, CompanyId = receipt.CompanyId, ReceiptId = receipt.Id, DecisionId = decision, Ordinal = ordinal,
        CustomerId = share.Customer.Value, ArAccount = share.ArAccount, Currency = share.Amount.Currency.Code,
        Amount = share.Amount.Minor, OnAccount = share.OnAccount.Minor, State = Codes.Of(PostingState.Undecided),
    };

    private static Share Read(
        ShareRow row, IEnumerable<ShareApplicationRow> applications,
        ILookup<(long, int), ShareDifferenceRow> differences)
    {
        var currency = Currency.Of(row.Currency);
        return new(
            new(row.CustomerId), new(row.CompanyId), row.ArAccount,
            [.. applications.Select(application => new Application(
                new(application.DocumentId), application.Line, application.Number, new(application.Cash, currency),
                [.. differences[(row.Id, application.Ordinal)].Select(difference => new Difference(
                    Codes.Read<DifferenceCause>(difference.Cause), new(difference.Amount, currency),
                    difference.Account, difference.Tax is { } tax ? new Money(tax, currency) : null))]))],
            new(row.OnAccount, currency));
    }
}
