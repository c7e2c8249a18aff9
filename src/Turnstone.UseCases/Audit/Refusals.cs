using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Audit;

/// <summary>Why the log could not be anchored or verified.</summary>
public static class Refusals
{
    /// <summary>The anchor file cannot be read.</summary>
    public static Refusal NoAnchorFile(string file) => new("audit.no_anchor_file",
        $"The anchor file {file} cannot be opened: check the path and that you may read it.", RefusalKind.NotFound);

    /// <summary>The anchor file cannot be written.</summary>
    public static Refusal CannotWrite(string file) => new("audit.cannot_write",
        $"The anchor file {file} cannot be written: check the folder, its room and permissions.", RefusalKind.Outside);

    /// <summary>The public key cannot be read.</summary>
    public static Refusal NoPublicKey(string file) => new("audit.no_public_key",
        $"{file} holds no public key that can be read: take audit-public.pem of the key folder.");

    /// <summary>A line of the anchor file is no anchor.</summary>
    public static Refusal BadAnchor(string file, int line) => new("audit.bad_anchor", string.Create(
        CultureInfo.InvariantCulture, $"{file}, line {line} is no anchor: restore the file from its copy."));
}
