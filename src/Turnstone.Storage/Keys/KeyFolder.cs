using System.Globalization;
using System.Security.Cryptography;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage.Keys;

/// <summary>
/// The folder the keys live in, away from the data: who copies the data folder or a backup of it can read no file and
/// sign no anchor. Back it up apart.
/// </summary>
public static class KeyFolder
{
    private const string AuditFile = "audit.pem";
    private const string PublicFile = "audit-public.pem";

    /// <summary>
    /// The folder of <c>TURNSTONE_KEYS</c>, else <c>turnstone/keys</c> in the platform's place for settings.
    /// </summary>
    public static string FromEnvironment(Func<string, string?> variable) =>
        variable("TURNSTONE_KEYS") is { Length: > 0 } folder ? Path.GetFullPath(folder) : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData,
                Environment.SpecialFolderOption.DoNotVerify), "turnstone", "keys");

    /// <summary>
    /// Reads the keys, and makes those of a first start; refused inside the data folder, where they would protect
    /// nothing.
    /// </summary>
    public static Result<KeySet> Open(string folder, string? dataFolder)
    {
        var full = Path.GetFullPath(folder);
        if (dataFolder is not null && IsInside(full, Path.GetFullPath(dataFolder)))
            return Refusals.KeysBesideData(full);
        try
        {
            Directory.CreateDirectory(full);
            if (Numbers(full).Length == 0)
                WriteNew(FileOf(full, 1), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            if (!File.Exists(Path.Combine(full, AuditFile)))
                WriteAuditKey(full);
            return Read(full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusals.NoKeys(full);
        }
    }

    internal static Result<Done> Write(string folder, byte[] key)
    {
        try
        {
            WriteNew(FileOf(folder, Numbers(folder).DefaultIfEmpty().Max() + 1), Convert.ToBase64String(key));
            return Done.It;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusals.NoKeys(folder);
        }
    }

    internal static Result<byte[][]> FileKeys(string folder)
    {
        var keys = new List<byte[]>();
        foreach (var number in Numbers(folder))
        {
            var key = new byte[32];
            var text = File.ReadAllText(FileOf(folder, number)).Trim();
            if (!Convert.TryFromBase64String(text, key, out var length) || length != key.Length)
                return Refusals.BadKey(FileOf(folder, number));
            keys.Add(key);
        }

        return keys.ToArray();
    }

    private static Result<KeySet> Read(string folder)
    {
        if (!FileKeys(folder).Is(out var keys, out var refusal))
            return refusal;
        var audit = ECDsa.Create();
        try
        {
            audit.ImportFromPem(File.ReadAllText(Path.Combine(folder, AuditFile)));
            return new KeySet(keys, audit) { Folder = folder };
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            audit.Dispose();
            return Refusals.BadKey(Path.Combine(folder, AuditFile));
        }
    }

    private static void WriteAuditKey(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        WriteNew(Path.Combine(folder, AuditFile), key.ExportPkcs8PrivateKeyPem());
        // For an auditor, who verifies and must not be able to sign.
        File.WriteAllText(Path.Combine(folder, PublicFile), key.ExportSubjectPublicKeyInfoPem());
    }

    private static void WriteNew(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        using (var writer = new StreamWriter(stream, leaveOpen: true))
            writer.Write(text);
        stream.Flush(flushToDisk: true);
    }

    private static int[] Numbers(string folder) =>
        [.. Directory.GetFiles(folder, "files-*.key").Select(Path.GetFileNameWithoutExtension)
            .Select(name => int.TryParse(name.AsSpan("files-".Length), NumberStyles.None, CultureInfo.InvariantCulture,
                out var number) ? number : 0).Where(number => number > 0).Order()];

    private static string FileOf(string folder, int number) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"files-{number:0000}.key"));

    private static bool IsInside(string folder, string outer) =>
        (folder + Path.DirectorySeparatorChar).StartsWith(
            Path.TrimEndingDirectorySeparator(outer) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
