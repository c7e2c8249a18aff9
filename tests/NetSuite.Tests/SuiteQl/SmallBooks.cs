namespace Turnstone.NetSuite.Tests.SuiteQl;

/// <summary>A few documents of two customers, enough to tell a right answer from a wrong one.</summary>
internal static class SmallBooks
{
    public static MemoryTables Tables { get; } = new(Transactions(), Lines(), Customers(), Links());

    public static Ask Ask { get; } = new(Tables);

    private static DateTimeOffset At(int day, int hour) => new(2024, 3, day, hour, 0, 0, TimeSpan.Zero);

    public static MemoryTable Transactions() => MemoryTable.Of(
        "transaction",
        "id:i tranid:t type:t status:t trandate:d duedate:d entity:i currency:i exchangerate:n foreigntotal:n "
            + "foreignamountunpaid:n foreignpaymentamountunused:n posting:f voided:f otherrefnum:t lastmodifieddate:s "
            + "subsidiary:i:hidden",
        [1L, "INV-1", "CustInvc", "A", new DateOnly(2024, 1, 5), new DateOnly(2024, 2, 4), 10L, 1L, 1m, 100.50m,
            100.50m, null, true, false, "PO 7", At(1, 8), 1L],
        [2L, "INV-2", "CustInvc", "A", new DateOnly(2024, 1, 20), new DateOnly(2024, 2, 19), 10L, 1L, 1m, 200m, 50m,
            null, true, false, null, At(1, 8), 1L],
        [3L, "INV-3", "CustInvc", "B", new DateOnly(2024, 2, 1), null, 11L, 2L, 1.1m, 80m, 0m, null, true, false,
            null, At(2, 8), 1L],
        [4L, "PAY-1", "CustPymt", "C", new DateOnly(2024, 2, 10), null, 10L, 1L, 1m, 175m, null, 25m, true, false,
            null, At(3, 9), 1L],
        [5L, "CM-1", "CustCred", "A", new DateOnly(2024, 2, 11), null, 11L, 2L, 1.1m, 30m, null, 30m, true, false,
            "x", At(3, 9), 1L],
        [6L, "INV-6", "CustInvc", "V", new DateOnly(2024, 2, 12), null, 12L, 1L, 1m, 5m, 5m, null, false, true, null,
            At(4, 10), 1L])
        .With(column => column.Name switch
        {
            "status" => column with
            {
                Display = row => (string?)((object?[])row)[3] == "A" ? "Invoice : Open" : "Other",
                Compound = row => $"{((object?[])row)[2]}:{((object?[])row)[3]}",
            },
            _ => column,
        })
        .LooksUp("id", "entity", "type").Scans("id", "lastmodifieddate", "trandate");

    private static MemoryTable Lines() => MemoryTable.Of(
        "transactionline",
        "transaction:i id:i mainline:f subsidiary:i netamount:n",
        [1L, 0L, true, 1L, 100.5m],
        [1L, 1L, false, 1L, -100.5m],
        [2L, 0L, true, 1L, 200m],
        [2L, 1L, false, 1L, -200m],
        [3L, 0L, true, 2L, 88m],
        [4L, 0L, true, 1L, -175m],
        [5L, 0L, true, 2L, -33m]).LooksUp("transaction");

    private static MemoryTable Customers() => MemoryTable.Of(
        "customer",
        "id:i entityid:t companyname:t parent:i isinactive:f",
        [10L, "C10", "Acme", null, false],
        [11L, "C11", "Bolt & Nut", 10L, false],
        [13L, "C13", "Unseen", null, true]);

    private static MemoryTable Links() => MemoryTable.Of(
        "nexttransactionlinelink",
        "previousdoc:i previousline:i nextdoc:i nexttype:t linktype:t foreignamount:n",
        [2L, 0L, 4L, "CustPymt", "Payment", 150m],
        [3L, 0L, 5L, "CustCred", "Payment", 10m],
        [3L, 0L, 4L, "CustPymt", "Other", 1m]);
}
