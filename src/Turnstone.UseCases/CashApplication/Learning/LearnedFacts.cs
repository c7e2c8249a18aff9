using System.Text.Json;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication.Learning;

/// <summary>What was taught, between its rows and the Domain's words.</summary>
internal static class LearnedFacts
{
    /// <summary>All that is approved for a company; the engine leaves out what does not hold on its day.</summary>
    public static async Task<IReadOnlyList<LearnedFact>> Of(ReadSession session, string company) =>
        [.. (await LearnedRows.Approved(session.Db, session.Connection, company)).Select(Read)];

    /// <summary>The fact a row holds; a proposal holds on every day, so that a replay can try it.</summary>
    public static LearnedFact Read(LearnedRow row) => new(
        row.Id, Codes.Read<LearnedKind>(row.Kind), row.FactKey, new(row.CustomerId))
    {
        Days = row.Days, From = row.ValidFrom ?? DateOnly.MinValue, Until = row.ValidTo, Source = Source(row),
    };

    /// <summary>What the log calls it.</summary>
    public static string Subject(long id) => $"learned {id}";

    /// <summary>What a row says, in a sentence; an account shows its end only to whom may not see it.</summary>
    public static string Words(ReadSession session, LearnedRow row)
    {
        var shown = Codes.Read<LearnedKind>(row.Kind) is LearnedKind.PayerAccount ? Account(session, row.Shown)
            : row.Shown;
        return Read(row).Words(shown, row.CustomerName.Length > 0 ? row.CustomerName : row.CustomerId);
    }

    /// <summary>An account as the person may see it.</summary>
    public static string Account(ReadSession session, string account) =>
        account.Length <= 4 || session.Person.May(Permission.SeeAccountNumbers, company: null)
            ? account : "···" + account[^4..];

    public static IReadOnlyList<LessonCase> Cases(LearnedRow row) =>
        [.. (JsonSerializer.Deserialize<List<CaseText>>(row.Cases, Plain.Json) ?? []).Select(one => new LessonCase(
            one.Day, one.Customer is { } customer ? new CustomerId(customer) : null, one.Documents, one.Supports))];

    public static string Cases(IReadOnlyList<LessonCase> cases) => JsonSerializer.Serialize(
        cases.Select(one => new CaseText(one.Day, one.Customer?.Value, one.Documents, one.Supports)), Plain.Json);

    private static string Source(LearnedRow row)
    {
        var from = $"learned from receipt {row.Called} of {row.CalledOn:yyyy-MM-dd}";
        return row.ApprovedAt is { } at
            ? $"{from}, approved by {row.Approver} on {at.ToInstant():yyyy-MM-dd}" : $"{from}, not approved yet";
    }

    private sealed record CaseText(DateOnly Day, string? Customer, string Documents, bool Supports);
}
