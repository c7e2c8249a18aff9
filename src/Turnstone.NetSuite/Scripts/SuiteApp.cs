using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Records;

namespace Turnstone.NetSuite.Scripts;

/// <summary>A document that NetSuite printed.</summary>
/// <param name="Name">File name NetSuite gave it.</param>
/// <param name="Pdf">Its bytes.</param>
public sealed record PrintedDocument(string Name, ReadOnlyMemory<byte> Pdf);

/// <summary>What a statement shows.</summary>
/// <param name="Customer">Internal id of the customer.</param>
/// <param name="Date">Its date.</param>
public sealed record StatementAsked(string Customer, DateOnly Date)
{
    /// <summary>First day shown; null for all.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>True for open documents only.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>Internal id of the subsidiary; null for the customer's first.</summary>
    public string? Subsidiary { get; init; }
}

/// <summary>A user note on a customer or a transaction; the same external id twice makes one note.</summary>
/// <param name="ExternalId">Our name for it.</param>
/// <param name="Title">At most 300 characters.</param>
/// <param name="Text">At most 4,000 characters.</param>
public sealed record NoteRequest(string ExternalId, string Title, string Text)
{
    /// <summary>Internal id of the customer it is about; null where it is about a transaction.</summary>
    public string? Customer { get; init; }

    /// <summary>Internal id of the transaction it is about; null where it is about a customer.</summary>
    public string? Transaction { get; init; }
}

/// <summary>What became of one payment's lines.</summary>
/// <param name="Payment">Internal id of the payment.</param>
/// <param name="Changed">How many lines were changed.</param>
/// <param name="Refusal">Why nothing was changed; null where it went through.</param>
public sealed record BroughtPayment(string Payment, int Changed, NetSuiteRefusal? Refusal);

/// <summary>
/// The scripts of Turnstone's SuiteApp: what the record service cannot do, or not for customers with thousands of open
/// invoices. Each can be sent twice: what was done is found by its external id, or is already so.
/// </summary>
/// <param name="netSuite">The account.</param>
public sealed class SuiteApp(INetSuite netSuite)
{
    /// <summary>A receivables document as PDF, in the customer's language.</summary>
    public Task<Result<PrintedDocument>> Document(string transaction, CancellationToken stop) =>
        Print(Call("document", [new("id", transaction), new("locale", "T")]), stop);

    /// <summary>A customer's statement as PDF, in the customer's language.</summary>
    public Task<Result<PrintedDocument>> Statement(StatementAsked asked, CancellationToken stop)
    {
        List<KeyValuePair<string, string>> query =
            [new("customer", asked.Customer), new("date", Text(asked.Date)), new("locale", "T")];
        if (asked.Start is { } start)
            query.Add(new("start", Text(start)));
        if (asked.OpenOnly)
            query.Add(new("open", "T"));
        if (asked.Subsidiary is { } subsidiary)
            query.Add(new("subsidiary", subsidiary));
        return Print(Call("statement", query), stop);
    }

    /// <summary>Writes a user note, which the record service has not.</summary>
    public Task<WriteOutcome> Note(NoteRequest note, CancellationToken stop)
    {
        var body = new JsonObject { ["externalId"] = note.ExternalId, ["title"] = note.Title, ["text"] = note.Text };
        if (note.Customer is { } customer)
            body["customer"] = customer;
        if (note.Transaction is { } transaction)
            body["transaction"] = transaction;
        return Make("note", body, stop);
    }

    /// <summary>
    /// Makes a payment whose lines take discounts, where the record service shows no column for them.
    /// </summary>
    public Task<WriteOutcome> Pay(CustomerPaymentRequest payment, CancellationToken stop) =>
        Make("discount", ScriptBodies.Payment(payment), stop);

    /// <summary>
    /// Brings the lines of payments, by internal id, to a wanted end, without loading a customer's whole open list each
    /// time. What one call's units do not reach is sent again until all is through.
    /// </summary>
    public async Task<Result<IReadOnlyList<BroughtPayment>>> Bring(
        IReadOnlyList<KeyValuePair<string, ApplicationsPatch>> payments, CancellationToken stop)
    {
        var brought = new List<BroughtPayment>();
        while (brought.Count < payments.Count)
        {
            var left = payments.Skip(brought.Count).Take(ScriptBodies.MostPayments);
            var outcome = await netSuite.Restlet(Call("apply", [], ScriptBodies.Applications(left)), stop);
            if (!Read(outcome, "apply", ScriptBodies.ReadBrought).Is(out var some, out var refusal))
                return refusal;
            if (some.Count == 0)
                return new Refusal(Refusals.Answer, "The script apply did nothing of what it was sent.");
            brought.AddRange(some);
        }

        return brought;
    }

    private async Task<Result<PrintedDocument>> Print(RestletCall call, CancellationToken stop) => Read(
        await netSuite.Restlet(call, stop), call.Script,
        root => new PrintedDocument(
            root.GetProperty("name").GetString() ?? "document.pdf", root.GetProperty("base64").GetBytesFromBase64()));

    private async Task<WriteOutcome> Make(string script, JsonObject body, CancellationToken stop)
    {
        var outcome = await netSuite.Restlet(Call(script, [], body), stop);
        if (outcome is not WriteOutcome.Updated answered)
            return outcome;
        var read = Read(outcome, script, root => (
            Id: root.GetProperty("id").ToString(), IsNew: root.GetProperty("created").GetBoolean()));
        return !read.Is(out var made, out var refusal) ? new WriteOutcome.Unknown(refusal.Sentence)
            : made.IsNew ? new WriteOutcome.Created(made.Id)
            : new WriteOutcome.Updated(made.Id, answered.Body);
    }

    private static Result<T> Read<T>(WriteOutcome outcome, string script, Func<JsonElement, T> reading)
    {
        if (outcome is WriteOutcome.Refused refused)
            return refused.Why.ToRefusal();
        if (outcome is not WriteOutcome.Updated answer)
            return Outside(Refusals.Unreachable, $"Nothing is known of script {script}: {outcome}");
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return reading(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            return Outside(
                Refusals.Answer, $"Script {script} answers otherwise than we expect: install our version's SuiteApp.");
        }
    }

    private static Refusal Outside(string code, string sentence) => new(code, sentence, RefusalKind.Outside);

    private static RestletCall Call(
        string script, IReadOnlyList<KeyValuePair<string, string>> query, JsonObject? body = null) =>
        new($"customscript_turnstone_{script}", $"customdeploy_turnstone_{script}", body?.ToJsonString(JsonBody.Plain))
        {
            Parameters = query,
        };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
