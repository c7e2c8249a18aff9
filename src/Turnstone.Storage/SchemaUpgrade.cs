using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage;

/// <summary>
/// Brings a database to the schema of this program: each numbered script once, all in one transaction.
/// </summary>
internal static class SchemaUpgrade
{
    private const string VersionTable = """
        create table if not exists schema_version (
          number integer primary key,
          name text not null,
          hash text not null,
          applied_at bigint not null
        );
        """;

    /// <summary>The embedded scripts in the order of their numbers.</summary>
    public static IReadOnlyList<Script> Scripts()
    {
        const string folder = "Turnstone.Storage.Schema.";
        var assembly = typeof(SchemaUpgrade).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(name => new Script(name[folder.Length..], Text(assembly, name)))];
    }

    public static async Task<Result<Done>> Run(
        Db db, DatabaseAddress address, IReadOnlyList<Script> scripts, DateTimeOffset now)
    {
        // Two nodes that start together: the second waits and finds the work done.
        if (!db.Dialect.OneWriter)
            await db.Execute("select pg_advisory_xact_lock(716801)");
        await db.Execute(db.Dialect.Schema(VersionTable));
        var applied = (await db.Rows<Applied>("select number, name, hash from schema_version order by number"))
            .ToDictionary(row => row.Number);
        if (applied.Count > 0 && applied.Keys.Max() is var found && found > scripts[^1].Number)
            return Refusals.NewerSchema(address.Name, found, scripts[^1].Number);

        foreach (var script in scripts)
        {
            if (applied.TryGetValue(script.Number, out var before))
            {
                if (before.Hash != script.Hash)
                    return Refusals.OtherSchema(address.Name, script.Name);
                continue;
            }

            await db.Execute(db.Dialect.Schema(script.Sql));
            await db.Execute("""
                insert into schema_version (number, name, hash, applied_at) values (@Number, @Name, @Hash, @now)
                """, new { script.Number, script.Name, script.Hash, now = now.ToMicros() });
        }

        return Done.It;
    }

    private static string Text(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException(name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>A script by its file's name, which begins with its number.</summary>
    public sealed record Script(string Name, string Sql)
    {
        public int Number => int.Parse(Name.AsSpan(0, 4), CultureInfo.InvariantCulture);

        public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }

    private sealed record Applied
    {
        public int Number { get; init; }

        public string Hash { get; init; } = "";
    }
}
