using System.Text.Json;
using System.Text.RegularExpressions;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Settings;

/// <summary>
/// What a source must say of its place. Names, hosts and users become words of a command line and names of files: what
/// could be read as anything else is refused here, before it is ever used.
/// </summary>
internal static partial class SourceChecks
{
    public static Refusal? Check(SettingDraft draft)
    {
        if (draft.Kind != SourceSetting.Kind)
            return null;
        var setting = JsonSerializer.Deserialize<SourceSetting>(draft.Body, Plain.Json) ?? new();
        return Fault(draft.Name, setting) is { } fault ? Refusals.BadSource(draft.Place, fault) : null;
    }

    private static string? Fault(string name, SourceSetting setting)
    {
        if (!Plainly().IsMatch(name))
            return "name it with letters, digits, '_', '-' and '.', beginning with a letter or digit.";
        if (setting.Mapping is { } yaml && MappingFile.Apply(yaml, ReadSettings.Default).Refusal is { } unread)
            return $"its mapping cannot be read: {unread.Sentence}";
        if (setting.Mapping is { } kept && MappingTest.Run(kept) is { } failed)
            return failed.Sentence;
        return setting.Place switch
        {
            null => null,
            _ when setting.Path.Length == 0 || setting.Path.Any(char.IsControl) =>
                "state its path: the folder its files lie in.",
            PlaceKind.Folder => Path.IsPathFullyQualified(setting.Path) ? null
                : "state its path in full: where the program is started from may change.",
            _ => Server(setting),
        };
    }

    private static string? Server(SourceSetting setting)
    {
        if (!Host().IsMatch(setting.Host))
            return "state its host: the name or the address of the SFTP server.";
        if (!Plainly().IsMatch(setting.User))
            return "state its user: the name to sign in with.";
        return Key().IsMatch(setting.HostKey) ? null
            : "state its host_key, the server's public key as 'ssh-keyscan' prints it after the host, such as "
                + "\"ssh-ed25519 AAAA...\", and compare it with what the bank published.";
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.@-]{0,99}\z")]
    private static partial Regex Plainly();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.:-]{0,252}\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"^(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,3}\z")]
    private static partial Regex Key();
}
