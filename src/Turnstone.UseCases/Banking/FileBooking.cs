using System.Text.Json;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.CashApplication.PlainFiles;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>Books what a file says, in one transaction with the arrival's state.</summary>
internal static class FileBooking
{
    /// <summary>Books a file, or keeps it aside; the arrival says which.</summary>
    public static async Task<Result<ImportedFile>> Book(
        Session session, ArrivalRow arrival, FileContent content, SourceRole? role, string? release = null)
    {
        await ArrivalRows.ForgetProblems(session.Db, arrival.Id);
        await KeepProblems(session, arrival.Id, content.Problems);
        if (content.Recognition is not { } recognition)
            return await Close(session, arrival with { State = "refused", Why = Worst(content.Problems) }, new());

        var known = arrival with
        {
            Format = recognition.Format, Role = Codes.Of(role ?? recognition.Role),
            Source = arrival.Source.Length > 0 ? arrival.Source : recognition.Format,
        };
        var counts = new Counts { Problems = content.Problems.Count };
        var wrong = content.Problems.FirstOrDefault(problem => problem.Severity is Severity.Error);
        var booking = new StatementBooking(session, known, await BankAccounts.Of(session), counts);
        foreach (var statement in content.Statements)
        {
            if (await booking.MayNot(statement.Head.Account) is { } refusal)
                return refusal;
            if (wrong is not null && release is null)
                await booking.Hold(statement, "held", "quarantined");
            else
                await booking.Take(statement);
        }

        await KeepAdvices(session, arrival.Id, content);
        return await Close(session, wrong is not null && release is null
            ? known with { State = "quarantined", Why = wrong.Message }
            : known with { State = "read", Why = release ?? "" }, counts);
    }

    /// <summary>Reads an arrival again whose lines waited: for their account, or for a release.</summary>
    public static async Task<Result<ImportedFile>> Again(
        Session session, ArrivalRow arrival, FileContent content, string? release)
    {
        await StatementRows.ForgetHeld(session.Db, arrival.Id);
        var booked = (await StatementRows.OfArrival(session.Db, arrival.Id))
            .Select(row => row.AccountNumber).ToHashSet(StringComparer.Ordinal);
        // What was booked at the first reading is not read again: it would only see itself.
        var left = content with
        {
            Statements = [.. content.Statements.Where(statement => !booked.Contains(statement.Head.Account))],
        };
        var again = await Book(session, arrival, left, Codes.Read<SourceRole>(arrival.Role), release);
        return again.Is(out var more, out var refusal) ? await Added(session, arrival, more) : refusal;
    }

    /// <summary>The counts of both readings together.</summary>
    private static async Task<Result<ImportedFile>> Added(Session session, ArrivalRow before, ImportedFile more)
    {
        if (await ArrivalRows.Of(session.Db, session.Connection, before.Id) is not { } row)
            return Refusals.NoArrival(before.Id);
        var whole = row with
        {
            Statements = before.Statements, Lines = before.Lines, NewLines = before.NewLines + more.NewLines,
            SameLines = before.SameLines + more.SameLines, Clashes = before.Clashes + more.Clashes,
        };
        await ArrivalRows.Save(session.Db, whole);
        return Said(whole);
    }

    private static string Worst(IReadOnlyList<Problem> problems) =>
        problems.OrderByDescending(problem => problem.Severity).FirstOrDefault()?.Message ?? "No reader knows it.";

    private static async Task KeepProblems(Session session, long arrival, IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0)
            return;
        var first = await session.NewIds(problems.Count);
        await ArrivalRows.AddProblems(session.Db, session.Connection, arrival, problems.Select((problem, at) =>
            new ProblemRow
            {
                Id = first + at, Severity = Codes.Of(problem.Severity), Rule = problem.Rule, Line = problem.Line,
                Message = problem.Message, Raw = problem.Raw,
            }));
    }

    /// <summary>Payers' words, as plain files have them too; one that names no document says nothing.</summary>
    private static async Task KeepAdvices(Session session, long arrival, FileContent content)
    {
        var advices = content.Remittances.SelectMany(remittance =>
            PlainBankFiles.Plain(remittance, content.Recognition, ReadSettings.Default) is { } said
                ? new[] { (Said: said, remittance.Line) } : []).ToList();
        if (advices.Count == 0 || await DetailRows.Advices(session.Db, arrival) > 0)
            return;
        var first = await session.NewIds(advices.Count);
        await DetailRows.AddAdvices(session.Db, session.Connection, arrival, session.Today, advices.Select(
            (one, at) => Row(one.Said, first + at, one.Line)));
    }

    private static AdviceRow Row(Advice advice, long id, long line) => new()
    {
        Id = id, Payer = advice.Payer, Reference = advice.PaymentReference, DatedOn = advice.Date,
        Total = advice.Total?.Minor, FileLine = line,
        Currency = advice.CurrencyStated
            ? (advice.Total ?? advice.Lines.Select(one => one.Paid).FirstOrDefault(paid => paid is not null))
                ?.Currency.Code : null,
        Lines = JsonSerializer.Serialize(advice.Lines.Select(AdviceLineText.Of), Plain.Json),
    };

    private static async Task<Result<ImportedFile>> Close(Session session, ArrivalRow arrival, Counts counts)
    {
        var row = arrival with
        {
            Statements = counts.Statements, Lines = counts.Lines, NewLines = counts.NewLines,
            SameLines = counts.SameLines, Clashes = counts.Clashes, WaitingLines = counts.WaitingLines,
            Problems = counts.Problems, ReadAt = session.At,
        };
        await ArrivalRows.Save(session.Db, row);
        session.Audit(new($"file.{row.State}", ImportFile.Subject(row.Id))
        {
            After = new
            {
                row.Format, row.Statements, row.Lines, row.NewLines, row.SameLines, row.Clashes, row.WaitingLines,
                row.Problems,
            },
            Why = row.Why.Length > 0 ? row.Why : null,
        });
        return Said(row);
    }

    /// <summary>An arrival as people are told of it.</summary>
    public static ImportedFile Said(ArrivalRow row) => new(row.Id, row.Name, row.State, row.Format, row.Why)
    {
        Statements = row.Statements, Lines = row.Lines, NewLines = row.NewLines, SameLines = row.SameLines,
        Clashes = row.Clashes, WaitingLines = row.WaitingLines, Problems = row.Problems,
    };
}

/// <summary>What a file's lines came to.</summary>
internal sealed class Counts
{
    public int Statements { get; set; }

    public int Lines { get; set; }

    public int NewLines { get; set; }

    public int SameLines { get; set; }

    public int Clashes { get; set; }

    public int WaitingLines { get; set; }

    public int Problems { get; set; }
}

/// <summary>One line of an advice as it is kept.</summary>
/// <param name="Document">Document number as the payer writes it.</param>
/// <param name="Net">What is paid for it; null where not stated.</param>
/// <param name="Discount">Discount taken; null where not stated.</param>
internal sealed record AdviceLineText(string Document, long? Net, long? Discount)
{
    public static AdviceLineText Of(AdviceLine line) => new(line.Document, line.Paid?.Minor, line.Discount?.Minor);
}
