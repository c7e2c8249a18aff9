using Turnstone.NetSuite.Sandbox.Forms;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Records;
using Turnstone.NetSuite.Sandbox.SuiteQl;

namespace Turnstone.NetSuite.Sandbox.Tables;

/// <summary>The account's records as the tables of SuiteQL.</summary>
internal sealed class TableBook : ITableSource
{
    private readonly Store _store;
    private readonly Func<SandboxKnobs> _knobs;
    private readonly Dictionary<string, MemoryTable> _tables;

    public TableBook(Store store, Func<SandboxKnobs> knobs)
    {
        _store = store;
        _knobs = knobs;
        var lists = Catalog.All.Where(type => type.Table is not null).Select(List);
        _tables = lists.Concat(TransactionTables.All(store)).Concat(LinkTables.All(store))
            .Append(Entities()).Append(DeletedRecords()).Append(Statuses()).Append(Books())
            .ToDictionary(table => table.Name, StringComparer.OrdinalIgnoreCase);
    }

    public ITable? Find(string name)
    {
        var knobs = _knobs();
        if (!_tables.TryGetValue(name, out var table) || !knobs.OneWorld && table.Name == "subsidiary")
            return null;
        var isEmpty = knobs.EmptyTables.Contains(name, StringComparer.OrdinalIgnoreCase);
        var hidden = table.Columns.Any(column => IsHidden(table.Name, column.Name, knobs));
        return !isEmpty && !hidden ? table : Seen(table, isEmpty, knobs);
    }

    /// <summary>
    /// The table as a role sees it that lacks a permission, or as an account shows it that hides a column.
    /// </summary>
    private static MemoryTable Seen(MemoryTable table, bool isEmpty, SandboxKnobs knobs) => new(
        table.Name,
        [.. table.Columns.Select(column => IsHidden(table.Name, column.Name, knobs) ? column with { Exposed = false }
            : column)],
        isEmpty ? () => [] : table.Rows);

    private static bool IsHidden(string table, string column, SandboxKnobs knobs) => (table, column) switch
    {
        ("transaction", "subsidiary") when !knobs.HeaderSubsidiaryExposed => true,
        ("nexttransactionlinelink" or "previoustransactionlinelink", "lastmodifieddate")
            when !knobs.LinksHaveModifiedDate => true,
        _ => knobs.HiddenColumns.Contains($"{table}.{column}", StringComparer.OrdinalIgnoreCase),
    };

    private MemoryTable List(RecordType type)
    {
        var table = type.Table ?? type.Name;
        List<Column> columns =
        [
            new("id", ColumnType.Integer, row => ((Record)row).Id),
            new("externalid", ColumnType.Text, row => ((Record)row).ExternalId),
        ];
        foreach (var field in type.Fields.Where(field => field.Name is not ("dateCreated" or "lastModifiedDate")))
            columns.Add(Of(type, field));
        columns.Add(new("lastmodifieddate", ColumnType.Instant, row => ((Record)row).Modified));
        if (type.Space == Store.Entities)
            columns.Add(new("datecreated", ColumnType.Instant, row => ((Record)row).Created));
        if (type.Name == "customer")
            columns.AddRange(OfCustomer());
        if (type.Name == "salesTaxItem" || table == "item")
            columns.Add(new("itemtype", ColumnType.Text, _ => "Service"));
        columns.AddRange(Custom(type.Space, type.Name));

        IEnumerable<object> Rows() => _store.Space(type.Space).From(1).Where(record => Belongs(record, type));
        return new MemoryTable(table, columns, Rows)
            .WithSeek("id", value => MemoryTable.Id(value) is { } id && _store.Find(type.Space, id) is { } record
                && Belongs(record, type) ? [record] : [])
            .WithOrder("id", from => _store.Space(type.Space).From(MemoryTable.Id(from) ?? 1)
                .Where(record => Belongs(record, type)))
            .WithOrder("lastmodifieddate", from => _store.Space(type.Space)
                .ChangedFrom(from is DateTimeOffset at ? at : DateTimeOffset.MinValue)
                    .Where(record => Belongs(record, type)));
    }

    private static bool Belongs(Record record, RecordType type) =>
        record.Type == type.Name || type.Table == "item" && type.Space == "item";

    /// <summary>Custom fields that a loaded account could have; unknown ones read as nothing.</summary>
    private static IEnumerable<Column> Custom(string space, string type) => type == "customer"
        ? CustomColumns.Of("custentity").Select(name =>
            new Column(name, ColumnType.Text, row => ((Record)row).Text(name)))
        : [];

    private Column Of(RecordType type, Field field)
    {
        var kind = field.Kind switch
        {
            FieldKind.Whole or FieldKind.Reference => ColumnType.Integer,
            FieldKind.Number => ColumnType.Number,
            FieldKind.Flag => ColumnType.Flag,
            FieldKind.Date => ColumnType.Date,
            FieldKind.Instant => ColumnType.Instant,
            _ => ColumnType.Text,
        };
        var column = new Column(field.Column, kind, Reader(type, field));
        if (field.Kind == FieldKind.Reference)
        {
            var space = Catalog.Find(field.Target)?.Space ?? field.Target;
            return column with
            {
                Display = row => ((Record)row).Reference(field.Name) is { } id ? RecordName.Of(_store.Find(space, id))
                    : null,
            };
        }

        return field.Choices is { } choices
            ? column with { Display = row => ((Record)row).Text(field.Name) is { } id
                ? choices.GetValueOrDefault(id, id) : null }
            : column;
    }

    private Func<object, object?> Reader(RecordType type, Field field) => (type.Name, field.Name) switch
    {
        ("customer", "balance") => row => Balance((Record)row),
        ("customer", "consolBalance" or "overdueBalance" or "unbilledOrders" or "depositBalance") => _ => null,
        (_, "altName") => row => RecordName.Alternative((Record)row),
        (_, "entityNumber") => row => ((Record)row).Text("entityId"),
        (_, "fullName" or "displayNameWithHierarchy") => row => RecordName.Of((Record)row),
        (_, "stage") => _ => "CUSTOMER",
        _ when field.Kind == FieldKind.Reference => row => ((Record)row).Reference(field.Name),
        _ when field.Kind == FieldKind.Flag => row => ((Record)row).Flag(field.Name),
        _ when field.Kind == FieldKind.Number => row => ((Record)row).Value(field.Name) switch
        {
            long whole => (decimal)whole,
            var value => value,
        },
        _ => row => ((Record)row).Value(field.Name),
    };

    private object Balance(Record customer)
    {
        var currency = customer.Reference("currency") ?? 1;
        return _store.ToMajor(CustomerForm.Balance(_store, customer.Id, currency), currency);
    }

    private static IEnumerable<Column> OfCustomer() =>
    [
        new("searchstage", ColumnType.Text, _ => "Customer"),
        new("oncredithold", ColumnType.Flag, row => ((Record)row).Text("creditHoldOverride") == "ON"),
        new("defaultbillingaddress", ColumnType.Integer, _ => null),
        new("consoldaysoverduesearch", ColumnType.Integer, _ => null),
        new("consoloverduebalancesearch", ColumnType.Number, _ => null),
    ];

    private MemoryTable Entities()
    {
        List<Column> columns =
        [
            new("id", ColumnType.Integer, row => ((Record)row).Id),
            new("entityid", ColumnType.Text, row => ((Record)row).Text("entityId")),
            new("altname", ColumnType.Text, row => RecordName.Alternative((Record)row)),
            new("type", ColumnType.Text, row => ((Record)row)
                .Type switch
            {
                "customer" => "CustJob", "contact" => "Contact", "vendor" => "Vendor", _ => "Employee",
            }),
            new("email", ColumnType.Text, row => ((Record)row).Text("email")),
            new("phone", ColumnType.Text, row => ((Record)row).Text("phone")),
            new("parent", ColumnType.Integer, row => ((Record)row).Reference("parent")),
            new("isinactive", ColumnType.Flag, row => ((Record)row).Flag("isInactive")),
            new("externalid", ColumnType.Text, row => ((Record)row).ExternalId),
            new("lastmodifieddate", ColumnType.Instant, row => ((Record)row).Modified),
            new("datecreated", ColumnType.Instant, row => ((Record)row).Created),
        ];
        var space = _store.Space(Store.Entities);
        return new MemoryTable("entity", columns, () => _store.Space(Store.Entities).From(1))
            .WithSeek("id", value => MemoryTable.Id(value) is { } id && _store.Find(Store.Entities, id) is { } record
                ? [record] : [])
            .WithOrder("id", from => _store.Space(Store.Entities).From(MemoryTable.Id(from) ?? 1));
    }

    private MemoryTable DeletedRecords() => new("deletedrecord",
    [
        new("recordid", ColumnType.Integer, row => ((Gone)row).Id),
        new("type", ColumnType.Text, row => Catalog.Find(((Gone)row).Type)?.Kind?.Code() ?? ((Gone)row).Type),
        new("recordtypeid", ColumnType.Integer, row => (long)(((Gone)row).Space == Store.Transactions ? -30 : -2)),
        new("name", ColumnType.Text, row => ((Gone)row).Name),
        new("deleteddate", ColumnType.Instant, row => ((Gone)row).At),
        new("deletedby", ColumnType.Integer, _ => 3L),
    ], () => _store.Deleted.ToList());

    private static MemoryTable Statuses() => new("transactionstatus",
    [
        new("id", ColumnType.Text, row => (((string, string, string))row).Item2),
        new("trantype", ColumnType.Text, row => (((string, string, string))row).Item1),
        new("name", ColumnType.Text, row => (((string, string, string))row).Item3),
        new("fullname", ColumnType.Text, row => (((string, string, string))row).Item3),
    ], () => StatusRows.Cast<object>());

    private static MemoryTable Books() => new("accountingbook",
    [
        new("id", ColumnType.Integer, _ => 1L),
        new("name", ColumnType.Text, _ => "Primary Accounting Book"),
        new("isprimary", ColumnType.Flag, _ => true),
    ], () => ["primary"]);

    private static readonly (string Type, string Letter, string Label)[] StatusRows =
    [
        ("CustInvc", "A", "Open"), ("CustInvc", "B", "Paid In Full"), ("CustInvc", "D", "Pending Approval"),
        ("CustInvc", "E", "Rejected"), ("CustInvc", "V", "Voided"), ("CustPymt", "A", "Unapproved Payment"),
        ("CustPymt", "B", "Not Deposited"), ("CustPymt", "C", "Deposited"), ("CustCred", "A", "Open"),
        ("CustCred", "B", "Fully Applied"), ("CustCred", "V", "Voided"), ("CustDep", "A", "Not Deposited"),
        ("CustDep", "B", "Deposited"), ("CustDep", "C", "Fully Applied"), ("Journal", "A", "Pending Approval"),
        ("Journal", "B", "Approved for Posting"), ("Journal", "V", "Voided"), ("SalesOrd", "A", "Pending Approval"),
        ("SalesOrd", "B", "Pending Fulfillment"), ("SalesOrd", "F", "Pending Billing"), ("SalesOrd", "G", "Billed"),
        ("SalesOrd", "H", "Closed"),
    ];
}

/// <summary>The custom fields that are columns too: the account's administrator has made these.</summary>
internal static class CustomColumns
{
    private static readonly string[] Known =
    [
        "custbody_turnstone_decision", "custbody_turnstone_decided_by", "custbody_turnstone_approved_by",
        "custbody_turnstone_status", "custbody_turnstone_expected_date", "custbody_turnstone_promise",
        "custbody_turnstone_dispute", "custentity_turnstone_segment", "custentity_3805_dunning_procedure",
        "custentity_3805_dunning_paused", "custentity_3805_last_dunning_letter_sent",
    ];

    public static IEnumerable<string> Of(string prefix) =>
        Known.Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
}
