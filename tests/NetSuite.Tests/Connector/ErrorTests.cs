using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class ErrorTests
{
    [Theory]
    [InlineData(
        403, "INSUFFICIENT_PERMISSION",
        "Permission Violation: You need the 'Customer Payment' permission.",
        Refusals.Permission)]
    [InlineData(400, "INVALID_REQUEST", "Record type 'bad-path' does not exist", Refusals.UnknownType)]
    [InlineData(
        404, "NONEXISTENT_ID",
        "The record instance does not exist. Provide a valid record instance ID.",
        Refusals.NotFound)]
    [InlineData(404, "NONEXISTENT_ID", "Record does not exist.", Refusals.NotFound)]
    [InlineData(400, "INVALID_CONTENT", "Invalid content in the request body", Refusals.Content)]
    [InlineData(
        400, "USER_ERROR",
        "Error while accessing a resource. Please enter value(s) for: Customer",
        Refusals.Mandatory)]
    [InlineData(
        400, "INVALID_CONTENT",
        "Error while accessing resource: You have entered an Invalid Field Value 9999 for the following "
        + "field: item",
        Refusals.Reference)]
    [InlineData(
        400, "USER_ERROR",
        "Error while accessing a resource. This record has been locked by a user defined workflow.",
        Refusals.Locked)]
    [InlineData(
        400, "USER_ERROR",
        "Error while accessing a resource. The posting period Nov 2026 is closed.",
        Refusals.PeriodClosed)]
    [InlineData(
        400, "USER_ERROR",
        "Error while accessing a resource. The posting period Nov 2026 is locked.",
        Refusals.PeriodLocked)]
    [InlineData(
        400, "USER_ERROR",
        "Error while accessing a resource. Record has been changed.",
        Refusals.RecordChanged)]
    [InlineData(
        400, "USER_ERROR",
        "Error while accessing a resource. This transaction already exists.",
        Refusals.Duplicate)]
    [InlineData(400, "USER_ERROR", "Error while accessing a resource. Something of a script.", Refusals.BusinessRule)]
    [InlineData(
        400, "NONEXISTENT_FIELD",
        "Unknown field name 'x' in the search query. The field does not exist on this record type.",
        Refusals.UnknownField)]
    [InlineData(
        400, "INVALID_PARAMETER",
        "Invalid search query. Detailed unprocessed description follows. Invalid search type: nothere.",
        Refusals.UnknownField)]
    [InlineData(
        400, "INVALID_PARAMETER",
        "Invalid search query. Detailed unprocessed description follows. Search error occurred: Unknown "
        + "identifier 'nofield'. Available identifiers are: {customer=customer}",
        Refusals.UnknownField)]
    [InlineData(
        400, "INVALID_PARAMETER",
        "Field 'subsidiary' for record 'transaction' was not found. Reason: NOT_EXPOSED",
        Refusals.UnknownField)]
    [InlineData(
        400, "INVALID_PARAMETER",
        "Invalid search query. Detailed unprocessed description follows. Search error occurred: Invalid "
        + "or unsupported search.",
        Refusals.Query)]
    [InlineData(
        400, "INVALID_PARAMETER",
        "Parse of date/time '2022-12-31' failed with date format 'dd/MM/yy' in time zone "
        + "America/Los_Angeles",
        Refusals.Header)]
    [InlineData(400, "INVALID_HEADER", "Invalid language", Refusals.Header)]
    [InlineData(400, "IDEMPOTENCY_ERROR", "Conflict", Refusals.Idempotency)]
    [InlineData(302, "", "", Refusals.Other)]
    public async Task Every_refusal_of_netsuite_has_its_name_and_keeps_its_words(
        int status, string errorCode, string detail, string code)
    {
        using var client = Desk.Client(new FakeNetSuite((_, _) =>
            FakeNetSuite.Error(status, errorCode, detail, "item.items[0].item")));

        var outcome = await client.Create(new(RecordTypes.CustomerPayment, "{}"), Desk.Stop);

        var why = Assert.IsType<WriteOutcome.Refused>(outcome).Why;
        Assert.Equal((code, status, errorCode, "item.items[0].item"), (why.Code, why.Status, why.ErrorCode, why.Path));
        Assert.Contains(detail, why.Sentence, StringComparison.Ordinal);
        Assert.Contains("\"o:errorDetails\"", why.Body, StringComparison.Ordinal);
        Assert.Contains("customerPayment", why.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UNEXPECTED_ERROR", Refusals.Content)]
    [InlineData("SSS_INVALID_SCRIPTLET_ID", Refusals.UnknownType)]
    [InlineData("INVALID_LOGIN_ATTEMPT", Refusals.Login)]
    public async Task A_scripts_error_is_read_in_its_own_shape(string errorCode, string code)
    {
        var body = $$"""{"error":{"code":"{{errorCode}}","message":"its words"} }""";
        using var client = Desk.Client(new FakeNetSuite((_, _) => FakeNetSuite.Json(400, body)));

        var outcome = await client.Restlet(new("1", "1", "{}"), Desk.Stop);

        var why = Assert.IsType<WriteOutcome.Refused>(outcome).Why;
        Assert.Equal((code, "its words"), (why.Code, why.Detail));
    }

    private static HttpResponseMessage Closed =>
        FakeNetSuite.Error(400, "USER_ERROR", "Die Buchungsperiode ist geschlossen.");

    [Fact]
    public async Task An_account_that_words_a_rule_its_own_way_is_understood_once_told()
    {
        var time = new SwiftTime();
        using var client = NetSuiteClient.Open(Desk.OAuth2(), new NetSuiteSettings(time)
        {
            Handler = new FakeNetSuite((_, _) => Closed),
            ReadPatience = Timeout.InfiniteTimeSpan,
            WritePatience = Timeout.InfiniteTimeSpan,
            Words = [new(Refusals.PeriodClosed, "periode", "geschlossen"), .. ErrorWords.Known],
        }).Value;

        var outcome = await client.Create(new(RecordTypes.CustomerPayment, "{}"), Desk.Stop);

        Assert.Equal(Refusals.PeriodClosed, Assert.IsType<WriteOutcome.Refused>(outcome).Why.Code);
    }

    [Fact]
    public async Task A_refusal_without_a_body_is_still_a_refusal()
    {
        using var client = Desk.Client(new FakeNetSuite((_, _) => FakeNetSuite.Json(405, "")));

        var outcome = await client.Create(new(RecordTypes.CustomerPayment, "{}"), Desk.Stop);

        var why = Assert.IsType<WriteOutcome.Refused>(outcome).Why;
        Assert.Contains("HTTP 405", why.Sentence, StringComparison.Ordinal);
    }
}
