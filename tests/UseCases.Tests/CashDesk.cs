using System.Globalization;
using System.Text;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Tests.Ledger;

namespace Turnstone.UseCases.Tests;

/// <summary>
/// A morning at a small company's desk: Alder Inc. with a USD account 1234567, three customers, and BAI2 files written
/// line by line.
/// </summary>
internal sealed class CashDesk : IAsyncDisposable
{
    private readonly LedgerFiles _files = new();

    private CashDesk(TestDatabase test) => Test = test;

    public TestDatabase Test { get; }

    public static async Task<CashDesk> Open(
        Engine engine, bool auto = false, string start = "2026-01-01", params object[] things)
    {
        var desk = new CashDesk(await TestDatabase.Create(engine, things));
        await desk.Setting("bank_account", "main", $$"""
            {"name":"Main","currency":"USD","numbers":["1234567"],"start_date":"{{start}}",
            "auto_posting":{{(auto ? "true" : "false")}},
            "rules":[{"name":"sweep","kind":"excluded","type_codes":["275"]},
            {"name":"lockbox","kind":"receipt","type_codes":["115"],"awaits_detail":true}]}
            """);
        await desk.Setting("approval_limits", "default", """{"share":{"USD":"1000.00"},"write_off":{"USD":"20.00"}}""");
        await desk.Setting("matching_policy", "default",
            """{"write_off":{"USD":{"amount":"5.00"}},"discount_grace_days":2}""");
        await desk.Ledger(
            "INV-1001,invoice,C1,2026-01-10,2026-02-10,100.00,100.00,USD,PO 7701,,",
            "INV-1002,invoice,C1,2026-02-20,2026-03-20,250.00,250.00,USD,,,",
            "INV-1003,invoice,C2,2026-02-25,2026-03-25,4000.00,4000.00,USD,,,",
            "CM-0017,credit_memo,C1,2026-02-25,2026-02-25,30.00,30.00,USD,,,");
        return desk;
    }

    public async Task Setting(string kind, string name, string body, int version = 1) => await Test.Tamper("""
        insert into setting (connection_id, company_id, kind, name, version, effective_on, body, created_at, asked_by)
        values (1, '1', @kind, @name, @version, '2026-01-01', @body, 0, 1)
        """.Replace("'2026-01-01'", "@day", StringComparison.Ordinal),
        new { kind, name, body, version, day = new DateOnly(2026, 1, 1) });

    public async Task Ledger(params string[] items) => _ = (await Test.Run(new ImportLedger(
        "1", _files.Customers(
            "C1,Acme Pumps Inc.,,USD,Net 30", "C2,Birch Valley Foods LLC,,USD,Net 30", "C3,Cedar Works,,USD,Net 30"),
        _files.Items(items)), Test.Service)).Value;

    /// <summary>
    /// A BAI2 file of one day: lines as "code,amount in cents,bank reference,customer reference,text".
    /// </summary>
    public static byte[] Bai2(string day, long opening, params string[] lines) =>
        Bai2Of("1234567", day, opening, lines);

    public static byte[] Bai2Of(string account, string day, long opening, params string[] lines)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("yyMMdd",
            CultureInfo.InvariantCulture);
        long credits = 0, debits = 0, control = 0;
        foreach (var line in lines)
        {
            var parts = line.Split(',');
            var amount = long.Parse(parts[1], CultureInfo.InvariantCulture);
            if (int.Parse(parts[0], CultureInfo.InvariantCulture) is >= 400 and < 700)
                debits += amount;
            else
                credits += amount;
        }

        var closing = opening + credits - debits;
        control = opening + closing + credits + debits;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"01,BANK,TURN,{date},0600,1,,,2/\n02,TURN,BANK,1,{date},0600,USD,2/\n");
        text.Append(CultureInfo.InvariantCulture, $"03,{account},USD,010,{opening},,,015,{closing},,/\n");
        foreach (var line in lines)
        {
            var parts = line.Split(',');
            text.Append(CultureInfo.InvariantCulture, $"16,{parts[0]},{parts[1]},Z,{parts[2]},{parts[3]},{parts[4]}\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"49,{control},{lines.Length + 2}/\n98,{control},1,{lines.Length + 4}/\n"
            + $"99,{control},1,{lines.Length + 6}/\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public async Task<ImportedFile> Import(string name, byte[] content)
    {
        var imported = await Test.Run(new ImportFile(name, content), Test.Service);
        return imported.Refusal is { } refusal ? throw new InvalidOperationException(refusal.ToString())
            : imported.Value;
    }

    public async Task<MatchedReceipts> Match() => (await Test.Run(new MatchReceipts(TestDatabase.Alder), Test.Service))
        .Value;

    /// <summary>The receipt with a bank reference.</summary>
    public async Task<long> Receipt(string reference) => Assert.Single(await Test.Rows<long>(
        "select id from receipt where reference = @reference", new { reference }));

    public async Task<ReceiptView> Show(string reference) =>
        (await Test.Run(new ShowReceipt(await Receipt(reference)), Test.Clerk)).Value;

    /// <summary>Receipts as a list would show them: reference, status, verdict and state.</summary>
    public async Task<IReadOnlyList<string>> Queue() => [.. (await Test.Rows<(string, string?, string?, string)>(
            "select reference, match_status, verdict, queue_state from receipt order by booked_on, id"))
        .Select(row => $"{row.Item1} {row.Item2 ?? "-"} {row.Item3 ?? "-"} {row.Item4}")];

    /// <summary>What is claimed of a document.</summary>
    public async Task<long> Claimed(string document) => Assert.Single(await Test.Rows<long>(
        "select claimed from open_item where id = @document", new { document }));

    public static string Jot(ReceiptView view) => string.Join("; ", view.Shares.Select(share =>
        $"{share.Row.CustomerId} {share.Share.Amount.ToPlainString()} {share.Row.State}"
        + string.Concat(share.Share.Applications.Select(application =>
            $" {application.Number} {application.Cash.ToPlainString()}"
            + string.Concat(application.Differences.Select(one => $" {one.Cause} {one.Amount.ToPlainString()}"))))
        + (share.Share.OnAccount.IsZero ? "" : $" on account {share.Share.OnAccount.ToPlainString()}")));

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        await Test.DisposeAsync();
    }
}
