using System.Globalization;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.Demo.Company;

/// <summary>A file of the samples folder: its path below it, and its bytes.</summary>
/// <param name="Path">Path below <c>samples/</c>.</param>
/// <param name="Content">Bytes.</param>
internal sealed record DemoFile(string Path, byte[] Content)
{
    /// <summary>Name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>The demo company as files: what a bank sends, and what the ledger exports.</summary>
internal static class DemoFiles
{
    private const long OpeningUsMinor = 412_880_455;
    private const long OpeningDeMinor = 15_416_630;

    /// <summary>Bank files of the three days in the order they arrive.</summary>
    public static IReadOnlyList<DemoFile> BankFiles(DemoCompany company)
    {
        var files = new List<DemoFile>();
        var (us, de) = (OpeningUsMinor, OpeningDeMinor);
        foreach (var day in DemoCompany.BankDays)
        {
            var name = day.ToString("MMdd", CultureInfo.InvariantCulture);
            files.Add(new($"bank/keystone-prior-day-{name}.bai2", Bai2(company, day, ref us)));
            files.Add(new($"bank/rheinbank-{name}.csv", RheinbankCsv(company, day, ref de)));
        }

        files.Add(new("bank/keystone-portal-0629.csv", KeystonePortal(company, DemoCompany.BankDays[^1])));
        return files;
    }

    /// <summary>Customers, open items and settled history in the columns <c>turnstone match</c> reads.</summary>
    public static IReadOnlyList<DemoFile> LedgerFiles(DemoCompany company)
    {
        var paid = company.Payments.SelectMany(payment => payment.Paid).ToHashSet();
        var customers = Csv("customer_id,name,parent_id,currency,terms,credit_limit", company.Customers.Select(one =>
            $"{one.Number},{Quoted(one.Name)},{one.Parent},{one.Subsidiary.Currency},{Quoted(one.Terms.Name)},"));
        var items = Csv(
            "document_number,type,customer_id,date,due_date,amount,open_amount,currency,po_number,discount_percent,"
                + "discount_until",
            company.Documents.Where(document => !paid.Contains(document)).Select(OpenItem));
        var history = Csv("date,payer_name,payer_account,amount,currency,text,customer_id,documents",
            company.Payments.Select(payment => string.Join(',', Iso(payment.Date), Quoted(payment.Customer.BankName),
                payment.Customer.Account, Amount(payment.Paid.Sum(document => document.Minor)),
                payment.Customer.Subsidiary.Currency, "", payment.Customer.Number,
                string.Join(';', payment.Paid.Select(document => document.Number)))));
        return
        [
            new("ledger/customers.csv", customers), new("ledger/open_items.csv", items),
            new("ledger/history.csv", history),
        ];
    }

    private static string OpenItem(DemoDocument document)
    {
        var terms = document.Customer.Terms;
        var hasDiscount = document.Minor > 0 && terms.DiscountPercent > 0;
        var amount = Amount(Math.Abs(document.Minor));
        return string.Join(',', document.Number, document.Minor > 0 ? "invoice" : "credit_memo",
            document.Customer.Number, Iso(document.Date), Iso(document.Due), amount, amount,
            document.Customer.Subsidiary.Currency, document.Order,
            hasDiscount ? terms.DiscountPercent.ToString(CultureInfo.InvariantCulture) : "",
            hasDiscount ? Iso(document.Date.AddDays(terms.DiscountDays)) : "");
    }

    /// <summary>A prior-day report; texts run on in 88 records as banks write them.</summary>
    private static byte[] Bai2(DemoCompany company, DateOnly day, ref long balance)
    {
        var lines = Lines(company, DemoCompany.Us, day);
        var (opening, closing) = (balance, balance + lines.Sum(line => line.Minor));
        balance = closing;
        var head = new StatementHead(DemoCompany.Us.BankAccount, Currency.Usd, day, new(opening, Currency.Usd),
            new(closing, Currency.Usd), Number: null, Line: 0);
        var envelope = new Envelope
        {
            Sender = "021000089", Receiver = "ALDERFINCH", Created = day, Number = day.DayNumber % 1000,
        };
        return BankFileWriter.WriteWhole("bai2",
            [new StatementBegan(head), .. lines.Select(Entry), new StatementEnded(new(head.Closing, lines.Length))],
            envelope);
    }

    private static TransactionRead Entry(DemoLine line) => new(new BankTransaction
    {
        Date = line.Date, Amount = new(line.Minor, Currency.Usd), Kind = LineKind.Undecided, Line = 0,
        TypeCode = line.Code.ToString("D3", CultureInfo.InvariantCulture), Reference = line.Reference,
        Text = string.Join('\n', Told(line)),
    });

    /// <summary>What the bank tells of a line, one thing in each record, as large banks write it.</summary>
    private static IEnumerable<string> Told(DemoLine line)
    {
        yield return line.Minor < 0 ? "DEBIT" : line.Code == 195 ? "INCOMING WIRE" : "CREDIT";
        if (line.Payer.Length > 0)
            yield return $"DBNM:{line.Payer}";
        if (line.PayerAccount.Length > 0)
            yield return $"DACT:{line.PayerAccount}";
        if (line.Text.Length > 0)
            yield return $"REMI:{line.Text}";
    }

    /// <summary>The portal's export of a German bank: semicolons, decimal comma, running balance.</summary>
    private static byte[] RheinbankCsv(DemoCompany company, DateOnly day, ref long balance)
    {
        var text = new StringBuilder();
        text.Append("Umsatzanzeige;\n").Append(CultureInfo.InvariantCulture, $"Konto;{DemoCompany.De.BankAccount}\n\n");
        text.Append("Buchungstag;Wertstellung;Auftraggeber/Empfänger;IBAN;Verwendungszweck;Referenz;Betrag;Währung;")
            .Append("Saldo\n");
        foreach (var line in Lines(company, DemoCompany.De, day))
        {
            balance += line.Minor;
            text.AppendJoin(';', German(day), German(day), Quoted(line.Payer, ';'), line.PayerAccount,
                Quoted(line.Text, ';'), line.Reference, Comma(line.Minor), "EUR", Comma(balance)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What the bank shows online for the day of its prior-day report: booked once, not twice.</summary>
    private static byte[] KeystonePortal(DemoCompany company, DateOnly day) => Csv(
        "Date,Account,Description,Payer,Payer Account,Bank Reference,Amount,Currency",
        Lines(company, DemoCompany.Us, day).Select(line => string.Join(',', Iso(day), DemoCompany.Us.BankAccount,
            Quoted(line.Text), Quoted(line.Payer), line.PayerAccount, line.Reference, Amount(line.Minor), "USD")));

    private static DemoLine[] Lines(DemoCompany company, DemoSubsidiary account, DateOnly day) =>
        [.. company.Lines.Where(line => line.Account == account && line.Date == day)];

    private static byte[] Csv(string header, IEnumerable<string> rows) =>
        Encoding.UTF8.GetBytes(header + "\n" + string.Concat(rows.Select(row => row + "\n")));

    private static string Quoted(string field, char separator = ',') =>
        field.AsSpan().ContainsAny([separator, '"', '\n'])
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string German(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static string Amount(long minor) => new Money(minor, Currency.Usd).ToPlainString();

    private static string Comma(long minor) => Amount(minor).Replace('.', ',');
}
