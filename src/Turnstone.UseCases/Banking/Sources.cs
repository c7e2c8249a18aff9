using System.Text.Json;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>A source as its setting's text says it: kind <c>source</c>, its key as name, in its company.</summary>
public sealed record SourceSetting
{
    /// <summary>Kind of the setting.</summary>
    public const string Kind = "source";

    /// <summary>Where its files lie; null where they are brought by hand.</summary>
    public PlaceKind? Place { get; init; }

    /// <summary>The folder.</summary>
    public string Path { get; init; } = "";

    /// <summary>Beginning of the names of its files.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>End of the names of its files.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>What becomes of a file that was read.</summary>
    public AfterReading After { get; init; }

    /// <summary>What the files are to the books.</summary>
    public SourceRole? Role { get; init; }

    /// <summary>Seconds that a file must lie unchanged.</summary>
    public int SettleSeconds { get; init; } = 10;

    /// <summary>Minutes between two looks.</summary>
    public int EveryMinutes { get; init; } = 15;

    /// <summary>True where each file is encrypted for us with OpenPGP.</summary>
    public bool Decrypt { get; init; }

    /// <summary>The SFTP server.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 22;

    /// <summary>Our user there.</summary>
    public string User { get; init; } = "";

    /// <summary>Its public key.</summary>
    public string HostKey { get; init; } = "";

    /// <summary>ISO code where files state no currency.</summary>
    public string? Currency { get; init; }

    /// <summary>What the bank is known to do otherwise.</summary>
    public IReadOnlyList<Quirks> Quirks { get; init; } = [];

    /// <summary>Mapping of its tables, or the places of its lockbox's fields, as YAML.</summary>
    public string? Mapping { get; init; }
}

/// <summary>A source with how its files are read.</summary>
/// <param name="Source">Where files come from, and what they are.</param>
/// <param name="Reading">How to read them; refused where its mapping cannot be read.</param>
/// <param name="HasPlace">True where they come by themselves.</param>
internal sealed record KnownSource(ArrivalSource Source, Result<ReadSettings> Reading, bool HasPlace);

/// <summary>The sources of the connection, as their settings stand.</summary>
internal static class Sources
{
    /// <summary>All of them.</summary>
    public static async Task<IReadOnlyList<KnownSource>> Of(ReadSession session)
    {
        var texts = await SettingTexts.Of(session.Db, session.Connection, SourceSetting.Kind, session.Today);
        return [.. texts.Select(Read)];
    }

    /// <summary>One by its key; null where no setting has it.</summary>
    public static async Task<KnownSource?> Named(ReadSession session, string name) =>
        (await Of(session)).FirstOrDefault(one => string.Equals(one.Source.Name, name, StringComparison.Ordinal));

    /// <summary>
    /// What a source's files are, and how they are read; a source without a setting is read strictly.
    /// </summary>
    public static async Task<Result<(SourceRole? Role, ReadSettings Reading)>> HowToRead(
        ReadSession session, string name)
    {
        if (await Named(session, name) is not { } known)
            return (null, ReadSettings.Default);
        return known.Reading.Is(out var reading, out var refusal) ? (known.Source.Role, reading) : refusal;
    }

    private static KnownSource Read(SettingText text)
    {
        var setting = JsonSerializer.Deserialize<SourceSetting>(text.Body, Plain.Json)
            ?? throw new InvalidOperationException($"The setting of source {text.Name} is empty.");
        var source = new ArrivalSource
        {
            Name = text.Name, Company = new(text.CompanyId), Place = setting.Place ?? PlaceKind.Folder,
            Path = setting.Path, Prefix = setting.Prefix, Suffix = setting.Suffix, After = setting.After,
            Role = setting.Role, Settle = TimeSpan.FromSeconds(setting.SettleSeconds),
            Every = TimeSpan.FromMinutes(setting.EveryMinutes), Decrypt = setting.Decrypt, Host = setting.Host,
            Port = setting.Port, User = setting.User, HostKey = setting.HostKey,
        };
        return new(source, Reading(setting), setting.Place is not null);
    }

    private static Result<ReadSettings> Reading(SourceSetting setting)
    {
        var settings = ReadSettings.Default with
        {
            DefaultCurrency = setting.Currency is { } code ? Currency.Of(code) : null,
            Quirks = setting.Quirks.Aggregate(Quirks.None, (all, one) => all | one),
        };
        if (setting.Mapping is not { } yaml)
            return settings;
        // The text may say more than columns: where a lockbox's fields stand, what its bank is known for.
        return MappingFile.Apply(yaml, settings);
    }
}
