using System.Globalization;
using System.Security.Cryptography;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.Storage;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Files;

namespace Turnstone.UseCases.Banking;

/// <summary>What became of a file.</summary>
/// <param name="Arrival">Number of the arrival.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">read, quarantined or refused.</param>
/// <param name="Format">What it is; empty where no reader knows it.</param>
/// <param name="Why">Why it is quarantined or refused, in a sentence.</param>
public sealed record ImportedFile(long Arrival, string Name, string State, string Format, string Why)
{
    /// <summary>Statements in it.</summary>
    public int Statements { get; init; }

    /// <summary>Lines in it.</summary>
    public int Lines { get; init; }

    /// <summary>Lines booked now.</summary>
    public int NewLines { get; init; }

    /// <summary>Lines booked before.</summary>
    public int SameLines { get; init; }

    /// <summary>Lines at odds with what is booked: a person places them.</summary>
    public int Clashes { get; init; }

    /// <summary>Lines held because nobody mapped their account, or because the file is quarantined.</summary>
    public int WaitingLines { get; init; }

    /// <summary>Findings of the reader.</summary>
    public int Problems { get; init; }
}

/// <summary>
/// Brings a bank file or remittance in: keeps its bytes, reads it, books each line once and makes receipts of what
/// payers
/// sent. The same content is refused; a file whose money does not add up is kept and shown, and books nothing until two
/// persons release it; a line of an account nobody mapped waits.
/// </summary>
/// <param name="Name">Name it came under, without a folder.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ImportFile(string Name, ReadOnlyMemory<byte> Content) : ILongUseCase<ImportedFile>
{
    /// <summary>Key of the source; null names it by the format.</summary>
    public string? Source { get; init; }

    /// <summary>What the source's files are to the books; null takes what the format suggests.</summary>
    public SourceRole? Role { get; init; }

    /// <summary>How to read it; null takes what the source's setting says.</summary>
    public ReadSettings? Settings { get; init; }

    /// <summary>
    /// The text the settings' mapping came from, kept with the file so that a release reads it the same way; empty
    /// where there is none.
    /// </summary>
    public string MappingText { get; init; } = "";

    /// <inheritdoc/>
    public Permission Needs => Permission.Import;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<ImportedFile>> Run(Work work)
    {
        var hash = SHA256.HashData(Content.Span);
        var asked = await work.Read<(SourceRole?, ReadSettings)>(session => Sources.HowToRead(session, Source ?? ""));
        if (!asked.Is(out var known, out var unknown))
            return unknown;
        var (role, reading) = known;
        if (!(await work.Write(session => Receive(session, hash))).Is(out var arrival, out var refusal))
            return refusal;
        using var stream = Streams.Of(Content);
        if (!(await KeptFiles.Keep(work, stream, Name)).Is(out var kept, out refusal))
            return refusal;
        work.Report($"reading {Name}", 0);
        stream.Position = 0;
        var content = AnyFile.ReadWhole(stream, Settings ?? reading);
        work.Report($"booking {Name}", 0, content.Statements.Sum(statement => statement.Transactions.Count));
        var booked = await work.Write(session => Book(session, (arrival, kept.Id), content, Role ?? role));
        return booked.Is(out var done, out refusal) && done.State == "refused"
            ? Refusals.Unread(Name, done.Why) : booked;
    }

    /// <summary>
    /// Keeps the bytes first: whatever happens afterwards, the arrival is known and can be read again.
    /// </summary>
    private async Task<Result<long>> Receive(Session session, byte[] hash)
    {
        var before = await ArrivalRows.OfContent(session.Db, session.Connection, hash);
        // What no reader knew is read again: this program may know more than the one before.
        if (before is { State: "received" or "refused" })
            return before.Id;
        if (before is not null)
            return Refusals.SameContent(Name, before.Name, before.ReceivedAt.ToInstant());
        var id = await session.NewId();
        await ArrivalRows.Add(session.Db, session.Connection, new()
        {
            Id = id, ContentHash = hash, Name = Name, Size = Content.Length, Source = Source ?? "", State = "received",
            ReceivedAt = session.At, ReceivedBy = session.Actor.Person,
        });
        session.Audit(new("file.received", Subject(id))
        {
            After = new { Name, Content.Length, Hash = Convert.ToHexStringLower(hash) },
        });
        return id;
    }

    private async Task<Result<ImportedFile>> Book(
        Session session, (long Arrival, long Kept) ids, FileContent content, SourceRole? role)
    {
        var arrival = await ArrivalRows.Locked(session.Db, session.Connection, ids.Arrival)
            ?? throw new InvalidOperationException($"Arrival {ids.Arrival} was received and is gone.");
        // Another node was faster with the same bytes.
        if (arrival.State is not ("received" or "refused"))
            return Refusals.SameContent(Name, arrival.Name, arrival.ReceivedAt.ToInstant());
        return await FileBooking.Book(session, arrival with
        {
            Name = Name, KeptFileId = ids.Kept, Mapping = MappingText, Currency = Settings?.DefaultCurrency?.Code ?? "",
        }, content, role);
    }

    internal static string Subject(long arrival) => string.Create(CultureInfo.InvariantCulture, $"file {arrival}");
}
