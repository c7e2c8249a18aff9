using System.Security.Cryptography;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.Storage;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>What the doctor says of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Report">What it is, what it says, every deviation.</param>
/// <param name="CameAs">Name under which the same content came before; null where it never came.</param>
/// <param name="CameAt">When it came.</param>
public sealed record ExaminedFile(
    string Name, long Size, DoctorReport Report, string? CameAs, DateTimeOffset? CameAt);

/// <summary>
/// Examines a file and books nothing: what it is, what it says, every deviation with its rule, and the quirks under
/// which it would be read.
/// </summary>
/// <param name="Name">Name it came under, without a folder.</param>
/// <param name="Content">Its bytes; nothing of them is kept.</param>
public sealed record ExamineFile(string Name, ReadOnlyMemory<byte> Content) : ILongUseCase<ExaminedFile>
{
    /// <summary>Key of the source whose settings it is read by; empty reads it strictly.</summary>
    public string Source { get; init; } = "";

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<ExaminedFile>> Run(Work work)
    {
        var hash = SHA256.HashData(Content.Span);
        var asked = await work.Read(async Task<Result<(ReadSettings, ArrivalRow?)>> (session) =>
            (await ReadingOf(session, Source)).Is(out var known, out var unknown)
                ? (known, await ArrivalRows.OfContent(session.Db, session.Connection, hash)) : unknown);
        if (!asked.Is(out var found, out var refusal))
            return refusal;
        var (reading, before) = found;
        work.Report($"examining {Name}", 0);
        using var stream = Streams.Of(Content);
        var report = Doctor.Examine(AnyFile.Read(stream, reading with { Examines = true }));
        return new ExaminedFile(Name, Content.Length, report, before?.Name, before?.ReceivedAt.ToInstant());
    }

    internal static async Task<Result<ReadSettings>> ReadingOf(ReadSession session, string source)
    {
        if (source.Length == 0)
            return ReadSettings.Default;
        if (await Sources.Named(session, source) is not { } known)
            return Refusals.UnknownSource(source);
        return await session.MayNot(Permission.See, known.Source.Company) is { } refusal ? refusal : known.Reading;
    }
}

/// <summary>Makes a copy of a file that can be shown to others; nothing is kept.</summary>
/// <param name="Name">Name it came under, without a folder.</param>
/// <param name="Content">Its bytes.</param>
public sealed record AnonymiseFile(string Name, ReadOnlyMemory<byte> Content) : ILongUseCase<byte[]>
{
    /// <summary>Key of the source whose settings it is read by; empty reads it strictly.</summary>
    public string Source { get; init; } = "";

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<byte[]>> Run(Work work)
    {
        var asked = await work.Read(session => ExamineFile.ReadingOf(session, Source));
        if (!asked.Is(out var reading, out var refusal))
            return refusal;
        work.Report($"copying {Name}", 0);
        using var stream = Streams.Of(Content);
        // Nobody keeps the number that amounts are multiplied by.
        var copy = Anonymiser.Copy(stream, reading, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        return copy.Content is { } content ? content : Refusals.NoCopy(Name, copy.Why);
    }
}
