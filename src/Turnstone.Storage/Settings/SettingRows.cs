namespace Turnstone.Storage.Settings;

/// <summary>A version of a setting, as its row.</summary>
public sealed record SettingRow
{
    /// <summary>Connection.</summary>
    public long ConnectionId { get; init; }

    /// <summary>Company it is for; empty for every company.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Kind, such as <c>bank_account</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name among its kind; empty where a company has one of the kind.</summary>
    public string Name { get; init; } = "";

    /// <summary>Version, from 1.</summary>
    public int Version { get; init; }

    /// <summary>First day it holds.</summary>
    public DateOnly EffectiveOn { get; init; }

    /// <summary>What it says, as JSON.</summary>
    public string Body { get; init; } = "";

    /// <summary>When it was made, in Unix microseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    public long AskedBy { get; init; }

    /// <summary>Who approved it.</summary>
    public long? ApprovedBy { get; init; }
}

/// <summary>Rows of settings: a change is a new version, nothing is overwritten.</summary>
public static class SettingRows
{
    /// <summary>The latest version of every setting, by kind, company and name.</summary>
    public static Task<IReadOnlyList<SettingRow>> Latest(Db db, long connection) => db.Rows<SettingRow>("""
        select s.* from setting s where s.connection_id = @connection and s.version = (
          select max(n.version) from setting n where n.connection_id = s.connection_id
            and n.company_id = s.company_id and n.kind = s.kind and n.name = s.name)
        order by s.kind, s.company_id, s.name
        """, new { connection });

    /// <summary>Every version of one setting, newest first.</summary>
    public static Task<IReadOnlyList<SettingRow>> Versions(Db db, SettingRow key) => db.Rows<SettingRow>("""
        select * from setting where connection_id = @ConnectionId and company_id = @CompanyId and kind = @Kind
          and name = @Name order by version desc
        """, key);

    /// <summary>Adds a version.</summary>
    public static Task<int> Add(Db db, SettingRow row) => db.Execute("""
        insert into setting (connection_id, company_id, kind, name, version, effective_on, body, created_at, asked_by,
          approved_by)
        values (@ConnectionId, @CompanyId, @Kind, @Name, @Version, @EffectiveOn, @Body, @CreatedAt, @AskedBy,
          @ApprovedBy)
        """, row);

    /// <summary>Ids of the companies of a connection.</summary>
    public static Task<IReadOnlyList<string>> Companies(Db db, long connection) =>
        db.Rows<string>("select id from company where connection_id = @connection order by id", new { connection });
}
