using Turnstone.Domain.Accounts;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.UseCases.CashApplication.PlainFiles;

/// <summary>Customers, open items, settled history and advices from CSV files, by the words of their headers.</summary>
public static class PlainLedger
{
    /// <summary>Reads customers: customer_id, name, parent_id, currency, terms.</summary>
    public static Result<List<Customer>> Customers(string path) => Table.Read(
        path, ["customer_id", "name", "currency"], row => new Customer(
            new(row.Needed("customer_id")), row.Text("name"),
            row.Optional("parent_id") is { } parent ? new CustomerId(parent) : null, row.Currency("currency"),
                row.Optional("terms"))
        {
            Number = row.Text("customer_id"),
        });

    /// <summary>Reads open items: invoices and credit memos with their open amounts, as positive figures.</summary>
    public static Result<List<OpenItem>> OpenItems(string path) => Table.Read(
        path, ["document_number", "type", "customer_id", "date", "amount", "open_amount", "currency"], OpenItem);

    /// <summary>Reads settled receipts with the documents they paid, separated by semicolons.</summary>
    public static Result<List<SettledReceipt>> History(string path) => Table.Read(
        path, ["date", "amount", "currency", "customer_id", "documents"], row => new SettledReceipt
        {
            Date = row.Date("date"),
            PayerName = row.Optional("payer_name"),
            PayerAccount = row.Optional("payer_account"),
            Amount = row.Money("amount", row.Currency("currency")),
            Text = row.Text("text"),
            Customer = row.Optional("customer_id") is { } customer ? new CustomerId(customer) : null,
            Documents = row.Text("documents").Split(';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        });

    /// <summary>
    /// Reads advices, one row per document. Rows of one payment reference, or without one of one payer, date and
    /// total, are one advice.
    /// </summary>
    public static Result<List<Advice>> Advices(string path)
    {
        var read = Table.Read(path, ["payment_amount", "currency", "invoice_number", "paid_amount"], row =>
        {
            var currency = row.Currency("currency");
            var head = (Reference: row.Optional("payment_reference"), Date: row.OptionalDate("payment_date"),
                Payer: row.Optional("payer"),
                Total: row.Money("payment_amount", currency));
            Money? paid = row.Optional("paid_amount") is null ? null : row.Money("paid_amount", currency);
            return (Head: head, Line: new AdviceLine(row.Needed("invoice_number"), paid));
        });
        if (!read.Is(out var rows, out var refusal))
            return refusal;
        return rows.GroupBy(row => row.Head).Select(group => new Advice(
            group.Key.Reference, group.Key.Date, group.Key.Payer, group.Key.Total,
            [.. group.Select(row => row.Line).OrderBy(line => line.Document, StringComparer.Ordinal).ThenBy(line =>
                line.Paid?.Minor)])).ToList();
    }

    private static OpenItem OpenItem(Row row)
    {
        var currency = row.Currency("currency");
        var kind = row.Text("type").ToLowerInvariant().Replace(' ', '_') switch
        {
            "invoice" => DocumentKind.Invoice,
            "credit_memo" or "creditmemo" or "credit_note" => DocumentKind.CreditMemo,
            var other => throw row.Fault("type", other, "invoice or credit_memo"),
        };
        var sign = kind == DocumentKind.Invoice ? 1 : -1;
        var (total, open) = (row.Money("amount", currency).Abs(), row.Money("open_amount", currency).Abs());
        var percent = row.OptionalPercent("discount_percent");
        return new()
        {
            Id = new(row.Needed("document_number")),
            Number = row.Needed("document_number"),
            Kind = kind,
            Customer = new(row.Needed("customer_id")),
            Company = new(""),
            Date = row.Date("date"),
            DueDate = row.OptionalDate("due_date") ?? row.Date("date"),
            Total = new(total.Minor * sign, currency),
            Open = new(open.Minor * sign, currency),
            PurchaseOrder = row.Optional("po_number"),
            Discount = percent is { } granted && row.OptionalDate("discount_until") is { } until ? new(granted, until)
                : null,
        };
    }
}
