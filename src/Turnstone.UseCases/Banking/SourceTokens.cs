using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>A token that was made.</summary>
/// <param name="Id">Id, to revoke it by.</param>
/// <param name="Source">Key of the source it may send files of.</param>
/// <param name="Token">The token; kept nowhere, so it cannot be shown again.</param>
public sealed record MadeToken(long Id, string Source, string Token);

/// <summary>Makes a token with which a program may send files of one source, and nothing else.</summary>
/// <param name="Source">Key of the source.</param>
/// <param name="Note">Who sends with it.</param>
public sealed record MakeSourceToken(string Source, string Note) : IUseCase<MadeToken>
{
    private const int LongestNote = 200;

    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<MadeToken>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Note) || Note.Length > LongestNote || Note.Any(char.IsControl))
            return Refusals.NoNote();
        if (await Sources.Named(session, Source) is not { } known)
            return Refusals.UnknownSource(Source);
        if (await session.MayNot(Needs, known.Source.Company) is { } refusal)
            return refusal;
        var token = SourceTokens.Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var id = await session.NewId();
        await SourceTokenRows.Add(session.Db, session.Connection, new()
        {
            Id = id, Source = Source, Note = Note.Trim(), TokenHash = SourceTokens.HashOf(token),
            MadeAt = session.At, MadeBy = session.Person.Id,
        });
        session.Audit(new("source.token_made", SourceTokens.Subject(id))
        {
            Company = known.Source.Company, After = new { Source, Note = Note.Trim() },
        });
        return new MadeToken(id, Source, token);
    }
}

/// <summary>Ends a token: what is sent with it from now on is refused.</summary>
/// <param name="Token">Id of the token.</param>
public sealed record RevokeSourceToken(long Token) : IUseCase<Done>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (await SourceTokenRows.Locked(session.Db, session.Connection, Token) is not { RevokedAt: null } row)
            return Refusals.NoToken(Token);
        var company = (await Sources.Named(session, row.Source))?.Source.Company;
        if (await session.MayNot(Needs, company) is { } refusal)
            return refusal;
        await SourceTokenRows.Revoke(session.Db, row.Id, session.At, session.Person.Id);
        session.Audit(new("source.token_revoked", SourceTokens.Subject(row.Id))
        {
            Company = company, Before = new { row.Source, row.Note },
        });
        return Done.It;
    }
}

/// <summary>The tokens of the sources a person may change, without the tokens themselves, newest first.</summary>
public sealed record ListSourceTokens : IQuery<SourceTokenRow[]>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ChangeSettings;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<SourceTokenRow[]>> Run(ReadSession session)
    {
        var own = (await Sources.Of(session)).Where(known => session.Person.May(Needs, known.Source.Company))
            .Select(known => known.Source.Name).ToHashSet(StringComparer.Ordinal);
        return (await SourceTokenRows.Of(session.Db, session.Connection)).Where(row => own.Contains(row.Source))
            .Select(row => row with { TokenHash = [] }).ToArray();
    }
}

/// <summary>What tokens have in common.</summary>
internal static class SourceTokens
{
    // Scanners of leaked secrets know a token by such a mark.
    public const string Mark = "turnstone_";

    private const int Longest = 200;

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public static string Subject(long id) => string.Create(CultureInfo.InvariantCulture, $"source token {id}");

    /// <summary>The source of a token that holds, and may import.</summary>
    public static async Task<Result<(SourceTokenRow Token, KnownSource Source)>> Find(ReadSession session, string token)
    {
        if (token.Length is 0 or > Longest
            || await SourceTokenRows.OfHash(session.Db, session.Connection, HashOf(token)) is not { } row)
            return Refusals.BadToken();
        if (await Sources.Named(session, row.Source) is not { } known)
            return Refusals.UnknownSource(row.Source);
        return await session.MayNot(Permission.Import, known.Source.Company) is { } refusal ? refusal : (row, known);
    }
}
