using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>Says whether a token holds, before anything of what it sends is read.</summary>
/// <param name="Token">The token.</param>
public sealed record KnowToken(string Token) : IQuery<string>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Import;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<string>> Run(ReadSession session) =>
        (await SourceTokens.Find(session, Token)).Is(out var found, out var refusal) ? found.Token.Source : refusal;
}

/// <summary>
/// Takes what a program sends with a token: it is a file of the token's source, brought in as an upload would be. The
/// same content sent again loads nothing. A mail with statements in it is taken apart, so that each attachment is what
/// it is to the books; a mail of advices stays one file.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="Name">Name of the file, without a folder.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ReceiveFile(string Token, string Name, ReadOnlyMemory<byte> Content)
    : ILongUseCase<IReadOnlyList<SentFile>>
{
    private const int LongestName = 200;

    /// <inheritdoc/>
    public Permission Needs => Permission.Import;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<SentFile>>> Run(Work work)
    {
        var asked = await work.Read(session => SourceTokens.Find(session, Token));
        if (!asked.Is(out var found, out var refusal))
            return refusal;
        if (Content.Length == 0)
            return Refusals.NothingSent();
        var (token, known) = found;
        var name = Plain(Name);
        var told = await work.Write<Done>(session =>
        {
            session.Audit(new("source.sent", SourceTokens.Subject(token.Id))
            {
                Company = known.Source.Company, After = new { token.Source, token.Note, name, Content.Length },
            });
            return Task.FromResult<Result<Done>>(Done.It);
        });
        if (told.Refusal is { } untold)
            return untold;
        var sent = new List<SentFile>();
        foreach (var (part, content) in Files(name))
        {
            var import = new ImportFile(part, content) { Source = token.Source, Role = known.Source.Role };
            sent.Add(SentFile.Of(part, await work.Run(import)));
        }

        return sent;
    }

    // Names from outside are shown and never used as paths.
    private static string Plain(string name)
    {
        var plain = string.Concat(Path.GetFileName(name.Replace('\\', '/')).Where(sign => !char.IsControl(sign)));
        return plain.Length == 0 ? "sent" : plain.Length <= LongestName ? plain : plain[..LongestName];
    }

    private IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> Files(string name)
    {
        var parts = MailText.PartsOf(Content);
        var roles = parts.Select(RoleOf).ToList();
        if (parts.Count < 2 || !roles.Exists(role => role is not (null or SourceRole.Advice)))
            return [(name, Content)];
        return parts.Zip(roles, (part, role) => (Content: part, Role: role)).Where(part => part.Role is not null)
            .Select((part, at) => (FormattableString.Invariant($"{name}, part {at + 1}"),
                (ReadOnlyMemory<byte>)part.Content));
    }

    private static SourceRole? RoleOf(byte[] part)
    {
        using var stream = new MemoryStream(part);
        return AnyFile.Read(stream, ReadSettings.Default).OfType<FileBegan>().FirstOrDefault()?.Recognition.Role;
    }
}

/// <summary>What became of a file that was sent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">read, quarantined, known (its content came before) or refused.</param>
/// <param name="Arrival">Number of the arrival; null where none was made now.</param>
/// <param name="Format">What it is; empty where no reader knows it.</param>
/// <param name="NewLines">Lines booked now.</param>
/// <param name="Why">Why it is not read, in a sentence.</param>
public sealed record SentFile(string Name, string State, long? Arrival, string Format, int NewLines, string Why)
{
    internal static SentFile Of(string name, Result<ImportedFile> imported) =>
        imported.Is(out var file, out var refusal)
            ? new(name, file.State, file.Arrival, file.Format, file.NewLines, file.Why)
            : new(name, refusal.Code == "files.same_content" ? "known" : "refused", null, "", 0, refusal.Sentence);
}
