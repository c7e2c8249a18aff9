using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Files;

namespace Turnstone.UseCases.Banking;

/// <summary>
/// Lets a quarantined file book its lines although its money does not add up: on the word of two persons, with the
/// reason in the log (posting.md: Two persons).
/// </summary>
/// <param name="File">Number of the file.</param>
/// <param name="Company">The company of its accounts; null where it has several or none.</param>
public sealed record ReleaseFile(long File, CompanyId? Company) : ITwoPersonAct
{
    /// <inheritdoc/>
    public string Subject => ImportFile.Subject(File);

    /// <inheritdoc/>
    public Permission Asks => Permission.Import;

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Answers => [Permission.Approve];

    /// <inheritdoc/>
    public async Task<Result<Done>> Check(Session session)
    {
        if (await ArrivalRows.Locked(session.Db, session.Connection, File) is not { } arrival)
            return Refusals.NoArrival(File);
        if (arrival.State != "quarantined")
            return Refusals.NotQuarantined(arrival.Name);
        var companies = (await StatementRows.OfArrival(session.Db, File)).Select(statement => statement.CompanyId)
            .Where(company => company.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return companies.TrueForAll(company => Company is null || Company.Value.Value == company)
            ? Done.It : Refusals.OtherCompany(arrival.Name);
    }

    /// <inheritdoc/>
    public Task<Refusal?> MayAnswer(Session session) => Task.FromResult<Refusal?>(null);

    /// <inheritdoc/>
    public async Task<Result<Done>> Apply(Session session, Approval approval)
    {
        if (await ArrivalRows.Locked(session.Db, session.Connection, File) is not { KeptFileId: { } kept } arrival)
            return Refusals.NoArrival(File);
        if (!(await KeptFiles.Read(session, kept)).Is(out var bytes, out var refusal))
            return refusal;
        using var stream = Streams.Of(bytes);
        if (!(await Sources.HowToRead(session, arrival.Source)).Is(out var known, out refusal))
            return refusal;
        if (!ArrivalReading.Of(arrival, known.Reading).Is(out var settings, out refusal))
            return refusal;
        var content = AnyFile.ReadWhole(stream, settings);
        var booked = await FileBooking.Again(session, arrival, content, $"Released: {approval.Why}");
        return booked.Refusal is { } no ? no : Done.It;
    }
}
