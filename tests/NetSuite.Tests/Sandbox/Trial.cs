using System.Globalization;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.SuiteQl;

namespace NetSuite.Tests.Sandbox;

/// <summary>
/// A trial balance added up from what SuiteQL would read, in base minor units, beside the account's own sums.
/// </summary>
internal sealed class Trial
{
    private readonly Dictionary<string, decimal> _balances = new(StringComparer.Ordinal);

    public static Trial Of(SandboxAccount account)
    {
        var trial = new Trial();
        var table = account.Tables.Find("transactionaccountingline")!;
        Column On(string name) => table.Columns.First(column => column.Name == name);
        var (book, amount, posting) = (On("account"), On("amount"), On("posting"));
        foreach (var row in table.Rows().Where(row => posting.Read(row) is true))
        {
            var key = Convert.ToString(book.Read(row), CultureInfo.InvariantCulture)!;
            trial._balances[key] = trial._balances.GetValueOrDefault(key) + (decimal)amount.Read(row)! * 100;
        }

        return trial;
    }

    public decimal Balance(string account) => _balances.GetValueOrDefault(account);

    public decimal Sum => _balances.Values.Sum();
}
