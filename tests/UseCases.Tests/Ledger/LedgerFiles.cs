namespace Turnstone.UseCases.Tests.Ledger;

/// <summary>CSV files of a small company in a folder of their own, gone with the test.</summary>
internal sealed class LedgerFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone-ledger").FullName;

    public const string ItemsHeader =
        "document_number,type,customer_id,date,due_date,amount,open_amount,currency,po_number,"
        + "discount_percent,discount_until\n";

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Customers(params string[] rows) =>
        Write("customers.csv", "customer_id,name,parent_id,currency,terms\n" + string.Join('\n', rows) + "\n");

    public string Items(params string[] rows) => Write("items.csv", ItemsHeader + string.Join('\n', rows) + "\n");

    public string History(params string[] rows) => Write("history.csv",
        "date,payer_name,payer_account,amount,currency,text,customer_id,documents\n" + string.Join('\n', rows) + "\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
