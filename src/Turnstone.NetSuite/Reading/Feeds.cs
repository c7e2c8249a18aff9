using System.Globalization;

namespace Turnstone.NetSuite.Reading;

/// <summary>
/// What can be read of an account, kind by kind. Lists without a time of change are read whole each time.
/// </summary>
public static class Feeds
{
    /// <summary>Customers, leads and prospects too, inactive ones too.</summary>
    public static Feed<CustomerRow> Customers { get; } = new(
        new Table("customers", "customer cu LEFT JOIN currency c ON c.id = cu.currency", [new("cu.id", "id")])
        {
            Modified = "cu.lastmodifieddate",
            Columns =
            [
                new("cu.id", "id"), new("cu.entityid", "entityid"), new("cu.companyname", "companyname"),
                new("cu.altname", "altname"), new("c.symbol", "currencycode"), new("cu.parent", "parent"),
                new("cu.terms", "terms", true), new("cu.receivablesaccount", "receivablesaccount", true),
                new("cu.creditlimit", "creditlimit", true), new("cu.creditholdoverride", "creditholdoverride", true),
                new("cu.email", "email", true), new("cu.phone", "phone", true), new("cu.salesrep", "salesrep", true),
                new("cu.language", "language", true), new("cu.externalid", "externalid", true),
                new("cu.isinactive", "isinactive"),
            ],
        },
        RowReader.Customer);

    /// <summary>Which subsidiaries may bill which customers.</summary>
    public static Feed<CustomerSubsidiaryRow> CustomerSubsidiaries { get; } = new(
        new Table("customers by subsidiary", "customersubsidiaryrelationship r", [new("r.id", "id")])
        {
            Columns =
            [
                new("r.id", "id"), new("r.entity", "entity"), new("r.subsidiary", "subsidiary"),
                new("r.isprimarysub", "isprimarysub", true),
            ],
        },
        row => new(row.Needed("id"), row.Needed("entity"), row.Needed("subsidiary"), row.Flag("isprimarysub")));

    /// <summary>Legal entities; the table is absent where an account has only one.</summary>
    public static Feed<SubsidiaryRow> Subsidiaries { get; } = new(
        new Table("subsidiaries", "subsidiary s JOIN currency c ON c.id = s.currency", [new("s.id", "id")])
        {
            Columns =
            [
                new("s.id", "id"), new("s.name", "name"), new("s.parent", "parent"), new("c.symbol", "currencycode"),
                new("s.country", "country", true), new("s.iselimination", "iselimination", true),
                new("s.isinactive", "isinactive", true),
            ],
        },
        RowReader.Subsidiary);

    /// <summary>Currencies.</summary>
    public static Feed<CurrencyRow> Currencies { get; } = new(
        new Table("currencies", "currency c", [new("c.id", "id")])
        {
            Columns =
            [
                new("c.id", "id"), new("c.name", "name"), new("c.symbol", "symbol"),
                new("c.currencyprecision", "currencyprecision", true), new("c.exchangerate", "exchangerate", true),
                new("c.isbasecurrency", "isbasecurrency", true),
            ],
        },
        RowReader.Currency);

    /// <summary>GL accounts.</summary>
    public static Feed<AccountRow> Accounts { get; } = new(
        new Table("accounts", "account a", [new("a.id", "id")])
        {
            Columns =
            [
                new("a.id", "id"), new("a.acctnumber", "acctnumber", true), new("a.fullname", "fullname"),
                new("a.accttype", "accttype"), new("a.currency", "currency", true),
                new("a.isinactive", "isinactive", true),
            ],
        },
        row => new(
            row.Needed("id"), row.Text("acctnumber"), row.Text("fullname") ?? row.Needed("id"),
            row.Text("accttype") ?? "", row.Flag("isinactive"))
        {
            Currency = row.Text("currency"),
        });

    /// <summary>Posting periods; years and quarters are left out.</summary>
    public static Feed<PeriodRow> Periods { get; } = new(
        new Table("periods", "accountingperiod p", [new("p.id", "id")])
        {
            Where = "p.isyear = 'F' AND p.isquarter = 'F'",
            Columns =
            [
                new("p.id", "id"), new("p.periodname", "periodname"),
                new("TO_CHAR(p.startdate, 'YYYY-MM-DD')", "startdate"),
                new("TO_CHAR(p.enddate, 'YYYY-MM-DD')", "enddate"), new("p.closed", "closed"),
                new("p.arlocked", "arlocked", true), new("p.alllocked", "alllocked", true),
                new("p.allownonglchanges", "allownonglchanges", true), new("p.isadjust", "isadjust", true),
            ],
        },
        RowReader.Period);

    /// <summary>Payment terms.</summary>
    public static Feed<TermsRow> Terms { get; } = new(
        new Table("terms", "term te", [new("te.id", "id")])
        {
            Columns =
            [
                new("te.id", "id"), new("te.name", "name"), new("te.daysuntilnetdue", "daysuntilnetdue", true),
                new("te.discountpercent", "discountpercent", true), new("te.daysuntilexpiry", "daysuntilexpiry", true),
                new("te.datedriven", "datedriven", true),
            ],
        },
        RowReader.Terms);

    /// <summary>AR lines of journals.</summary>
    public static Feed<TransactionRow> JournalLines { get; } = new(
        new Table("journal lines", TransactionTables.OfJournals, [new("t.id", "id"), new("tl.id", "line")])
        {
            Modified = "t.lastmodifieddate",
            Where = "t.type = 'Journal' AND a.accttype = 'AcctRec'",
            Columns =
            [
                .. TransactionTables.Columns, new("tl.id", "line"), new("tl.entity", "entity"),
                new("tl.foreignamount", "foreigntotal"), new("tl.foreignamountunpaid", "foreignamountunpaid"),
                new("tl.foreignpaymentamountunused", "foreignpaymentamountunused"), new("tl.memo", "memo"),
            ],
        },
        RowReader.JournalLine);

    /// <summary>
    /// Invoices, credit memos, payments, deposits, deposit applications and refunds by their main line. A first load
    /// can leave out what
    /// is older than a date and settled; changes come whatever their date.
    /// </summary>
    public static Feed<TransactionRow> Transactions(DateOnly? since = null) => new(
        new Table("transactions", TransactionTables.OfDocuments, [new("t.id", "id")])
        {
            Modified = "t.lastmodifieddate",
            Where = $"t.type IN ({TransactionTables.Types})",
            FirstLoad = since is { } date ? TransactionTables.SinceOrOpen(date) : null,
            Columns =
            [
                .. TransactionTables.Columns, new("t.entity", "entity"), new("t.foreigntotal", "foreigntotal"),
                new("t.foreignamountunpaid", "foreignamountunpaid"),
                new("t.foreignpaymentamountunused", "foreignpaymentamountunused"), new("t.memo", "memo", true),
                new("a.accttype", "accttype"),
            ],
        },
        RowReader.Document)
    {
        Complete = TransactionTables.AddArAccounts,
    };

    /// <summary>People at customers; needs the permission Contacts.</summary>
    public static Feed<ContactRow> Contacts { get; } = new(
        new Table("contacts", "contact co", [new("co.id", "id")])
        {
            Modified = "co.lastmodifieddate",
            Columns =
            [
                new("co.id", "id"), new("co.company", "company"), new("co.entityid", "entityid"),
                new("co.firstname", "firstname", true), new("co.lastname", "lastname", true),
                new("co.title", "title", true), new("co.contactrole", "contactrole", true),
                new("co.email", "email", true), new("co.phone", "phone", true),
                new("co.isinactive", "isinactive", true),
            ],
        },
        RowReader.Contact);

    /// <summary>Our own people, as sales representatives and approvers; needs the permission Employees.</summary>
    public static Feed<EmployeeRow> Employees { get; } = new(
        new Table("employees", "employee e", [new("e.id", "id")])
        {
            Modified = "e.lastmodifieddate",
            Columns =
            [
                new("e.id", "id"), new("e.entityid", "entityid"), new("e.firstname", "firstname", true),
                new("e.lastname", "lastname", true), new("e.title", "title", true), new("e.email", "email", true),
                new("e.phone", "phone", true), new("e.supervisor", "supervisor", true),
                new("e.isinactive", "isinactive", true),
            ],
        },
        RowReader.Employee);

    /// <summary>Sales orders by their main line; needs the permission Sales Order.</summary>
    public static Feed<OrderRow> SalesOrders { get; } = new(
        new Table("sales orders", TransactionTables.OfOrders, [new("t.id", "id")])
        {
            Modified = "t.lastmodifieddate",
            Where = "t.type = 'SalesOrd'",
            Columns =
            [
                new("t.id", "id"), new("t.tranid", "tranid"), new("t.status", "status"),
                new("BUILTIN.DF(t.status)", "statusname"), new("t.entity", "entity"),
                new("c.symbol", "currencycode"), new("t.foreigntotal", "foreigntotal"),
                new("TO_CHAR(t.trandate, 'YYYY-MM-DD')", "trandate"), new("t.otherrefnum", "otherrefnum", true),
                new("t.employee", "employee", true), new("tl.subsidiary", "subsidiary", true),
            ],
        },
        RowReader.Order);

    /// <summary>
    /// Lines of documents but their main line, by the documents' ids: read it by <see cref="Feed{T}.ReadThese"/>.
    /// Tax codes are shown where the account keeps taxes on its lines.
    /// </summary>
    public static Feed<DocumentLineRow> DocumentLines { get; } = new(
        new Table("document lines", TransactionTables.OfLines,
            [new("tl.transaction", "transaction"), new("tl.id", "line")])
        {
            Where = "tl.mainline = 'F'",
            Columns =
            [
                new("tl.transaction", "transaction"), new("tl.id", "line"), new("tl.item", "item", true),
                new("BUILTIN.DF(tl.item)", "itemname"), new("tl.memo", "memo", true),
                new("tl.quantity", "quantity", true), new("tl.foreignamount", "foreignamount"),
                new("c.symbol", "currencycode"), new("tl.taxline", "taxline"), new("tl.iscogs", "iscogs", true),
                new("tl.taxcode", "taxcode", true), new("tl.taxrate1", "taxrate1", true),
                new("tal.account", "account"),
            ],
        },
        RowReader.DocumentLine);

    /// <summary>What was deleted; needs the permission Deleted Records. Link tables have no such trace.</summary>
    public static Feed<DeletedRow> Deletions { get; } = new(
        new Table("deletions", "deletedrecord d", [new("d.recordid", "recordid")])
        {
            Modified = "d.deleteddate",
            Columns = [new("d.recordid", "recordid"), new("d.type", "type"), new("d.name", "name", true)],
        },
        row => new(row.Needed("type"), row.Needed("recordid"), row.Text("name"), row.Needed("modifiedat")));

    /// <summary>
    /// All applications, for a first load. Changes come with <see cref="Applications.Of"/>, since the link tables tell
    /// neither a deletion
    /// nor, in every account, a change.
    /// </summary>
    public static Feed<ApplicationRow> AllApplications { get; } = new(
        new Table("applications", "nexttransactionlinelink l", Applications.Key)
        {
            Where = "l.linktype IN ('Payment', 'DepAppl')",
            Columns = Applications.Columns,
        },
        Applications.Read);

    internal static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
