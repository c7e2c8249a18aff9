namespace Turnstone.Storage.People;

/// <summary>
/// A person with what signing in needs, as its row. It can be changed, as ASP.NET Core Identity wants it.
/// </summary>
public sealed class AccountRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>Full name.</summary>
    public string Name { get; set; } = "";

    /// <summary>E-mail address, which is the name they sign in with.</summary>
    public string Email { get; set; } = "";

    /// <summary>The address in the form it is compared in.</summary>
    public string EmailKey { get; set; } = "";

    /// <summary>Hash of the password; null until an invitation is accepted.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes when every sign-in must end.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Changes with every update.</summary>
    public string ConcurrencyStamp { get; set; } = "";

    /// <summary>True where a code is asked for beside the password.</summary>
    public bool TwoFactor { get; set; }

    /// <summary>Key of the authenticator app.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>Hashes of the recovery codes that are left, by blanks.</summary>
    public string? RecoveryCodes { get; set; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int FailedCount { get; set; }

    /// <summary>Until when no password is looked at, in Unix microseconds.</summary>
    public long? LockedUntil { get; set; }

    /// <summary>When they left.</summary>
    public long? LeftAt { get; set; }
}

/// <summary>An invitation, as its row.</summary>
public sealed record InviteRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>Whom it is for.</summary>
    public long PersonId { get; init; }

    /// <summary>SHA-256 of the link's token; the token itself is kept nowhere.</summary>
    public byte[] TokenHash { get; init; } = [];

    /// <summary>Until when it may be used, in Unix microseconds.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>When it was used or replaced.</summary>
    public long? UsedAt { get; init; }

    /// <summary>Who invited.</summary>
    public long InvitedBy { get; init; }

    /// <summary>When.</summary>
    public long CreatedAt { get; init; }
}

/// <summary>Rows of people, as far as signing in goes.</summary>
public static class AccountRows
{
    private const string Fields = """
        id, name, email, email_key, password_hash, security_stamp, concurrency_stamp, two_factor, authenticator_key,
        recovery_codes, failed_count, locked_until, left_at
        """;

    /// <summary>The person of an id, locked until commit; null for nobody and for services.</summary>
    public static Task<AccountRow?> Of(Db db, long id) => db.Maybe<AccountRow>(
        $"select {Fields} from person where id = @id and kind = 'person' {db.Dialect.ForUpdate}", new { id });

    /// <summary>The person of an address, locked until commit; null where there is none.</summary>
    public static Task<AccountRow?> OfEmail(Db db, string key) => db.Maybe<AccountRow>(
        $"select {Fields} from person where email_key = @key and kind = 'person' {db.Dialect.ForUpdate}", new { key });

    /// <summary>The first people there are, locked until commit; services are none.</summary>
    public static Task<IReadOnlyList<AccountRow>> First(Db db, int limit) => db.Rows<AccountRow>(
        $"select {Fields} from person where kind = 'person' order by id limit @limit {db.Dialect.ForUpdate}",
        new { limit });

    /// <summary>The stamp of a person who is here; null for anybody else.</summary>
    public static Task<string?> Stamp(Db db, long id) => db.Maybe<string>(
        "select security_stamp from person where id = @id and kind = 'person' and left_at is null", new { id });

    /// <summary>Adds a person.</summary>
    public static Task<int> Add(Db db, AccountRow row, long at) => db.Execute("""
        insert into person (id, kind, name, email, email_key, security_stamp, concurrency_stamp, two_factor,
          failed_count, created_at)
        values (@Id, 'person', @Name, @Email, @EmailKey, @SecurityStamp, @ConcurrencyStamp, false, 0, @at)
        """, new { row.Id, row.Name, row.Email, row.EmailKey, row.SecurityStamp, row.ConcurrencyStamp, at });

    /// <summary>Keeps a person's sign-in; false where somebody changed it since it was read.</summary>
    public static async Task<bool> Update(Db db, AccountRow row, string readWith) => await db.Execute("""
        update person set name = @Name, email = @Email, email_key = @EmailKey, password_hash = @PasswordHash,
          security_stamp = @SecurityStamp, concurrency_stamp = @ConcurrencyStamp, two_factor = @TwoFactor,
          authenticator_key = @AuthenticatorKey, recovery_codes = @RecoveryCodes, failed_count = @FailedCount,
          locked_until = @LockedUntil, left_at = @LeftAt
        where id = @Id and concurrency_stamp = @readWith
        """, new
    {
        row.Id, row.Name, row.Email, row.EmailKey, row.PasswordHash, row.SecurityStamp, row.ConcurrencyStamp,
        row.TwoFactor, row.AuthenticatorKey, row.RecoveryCodes, row.FailedCount, row.LockedUntil, row.LeftAt, readWith,
    }) == 1;

    /// <summary>Adds an invitation; earlier ones of the person end.</summary>
    public static async Task Invite(Db db, InviteRow row)
    {
        await db.Execute("update invite set used_at = @CreatedAt where person_id = @PersonId and used_at is null", row);
        await db.Execute("""
            insert into invite (id, person_id, token_hash, expires_at, used_at, invited_by, created_at)
            values (@Id, @PersonId, @TokenHash, @ExpiresAt, null, @InvitedBy, @CreatedAt)
            """, row);
    }

    /// <summary>The invitation of a token, locked until commit; null where there is none.</summary>
    public static Task<InviteRow?> InviteOf(Db db, byte[] tokenHash) => db.Maybe<InviteRow>(
        $"select * from invite where token_hash = @tokenHash {db.Dialect.ForUpdate}", new { tokenHash });

    /// <summary>Says that an invitation was used.</summary>
    public static Task<int> UseInvite(Db db, long id, long at) =>
        db.Execute("update invite set used_at = @at where id = @id", new { id, at });
}
