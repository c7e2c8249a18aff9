namespace Turnstone.Storage.Banking;

/// <summary>A setting's text as it holds on a day.</summary>
public sealed record SettingText
{
    /// <summary>The company it is for; empty for the whole connection.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Its name among its kind.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its version.</summary>
    public int Version { get; init; }

    /// <summary>Its text.</summary>
    public string Body { get; init; } = "";
}

/// <summary>Settings as money reads them.</summary>
public static class SettingTexts
{
    /// <summary>The versions of a kind that hold on a day: of each, the last that has come into effect.</summary>
    public static Task<IReadOnlyList<SettingText>> Of(Db db, long connection, string kind, DateOnly day) =>
        db.Rows<SettingText>("""
            select s.company_id, s.name, s.version, s.body from setting s
            where s.connection_id = @connection and s.kind = @kind and s.version = (
              select max(n.version) from setting n
              where n.connection_id = s.connection_id and n.company_id = s.company_id and n.kind = s.kind
                and n.name = s.name and n.effective_on <= @day)
            order by s.company_id, s.name
            """, new { connection, kind, day });
}
