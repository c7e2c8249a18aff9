using System.Globalization;
using Turnstone.NetSuite;

namespace Turnstone.Simulation;

/// <summary>
/// What the payments of our making are on, in NetSuite's own sub-ledger: the part of a decision that its record's total
/// does not show.
/// </summary>
internal static class AppliedMoney
{
    private const string Text = "SELECT p.externalid, p.foreigntotal, d.tranid, l.foreignamount FROM transaction p"
        + " LEFT JOIN nexttransactionlinelink l ON l.nextdoc = p.id AND l.linktype = 'Payment'"
        + " LEFT JOIN transaction d ON d.id = l.previousdoc"
        + " WHERE p.type = 'CustPymt' AND p.externalid LIKE 'ts-%' ORDER BY p.id, d.tranid";

    /// <summary>By external id: the payment's money, and each document with what is settled of it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Of(INetSuite netSuite, CancellationToken stop)
    {
        var rows = SimulationRun.Needed(await netSuite.QueryAll(new(Text), stop));
        return rows.GroupBy(row => row.Needed("externalid"), StringComparer.Ordinal).ToDictionary(
            payment => payment.Key, payment => Figure(payment.First(), "foreigntotal") + " on "
                + string.Join(", ", payment.Select(row => row.Text("tranid") is { } number
                    ? $"{number} {Figure(row, "foreignamount")}" : "account")), StringComparer.Ordinal);
    }

    private static string Figure(QueryRow row, string column) =>
        (row.Decimal(column) ?? 0m).ToString("0.00", CultureInfo.InvariantCulture);
}
