using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Turnstone.NetSuite.Access;

/// <summary>Kinds of key that NetSuite takes and we make.</summary>
public enum KeyKind
{
    /// <summary>RSA of 3,072 bits; assertions are PS256 (PKCS#1 v1.5 is refused).</summary>
    Rsa3072,

    /// <summary>RSA of 4,096 bits.</summary>
    Rsa4096,

    /// <summary>Curve P-256; assertions are ES256.</summary>
    EcP256,
}

/// <summary>
/// A key with its self-signed certificate: the administrator uploads the certificate in Setup > Integration > OAuth 2.0
/// Client
/// Credentials Setup, the key never leaves us.
/// </summary>
/// <param name="CertificatePem">What is uploaded.</param>
/// <param name="PrivateKeyPem">What is kept secret.</param>
/// <param name="Until">Last day.</param>
public sealed record AccessCertificate(string CertificatePem, string PrivateKeyPem, DateOnly Until)
{
    /// <summary>NetSuite shortens a longer one in silence; a day less keeps a leap year from being too long.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(729);

    /// <summary>When a warning begins: an administrator may be away for a month.</summary>
    public static readonly TimeSpan WarnBefore = TimeSpan.FromDays(45);

    /// <summary>
    /// Makes a key and a certificate that is valid from a moment on, an hour earlier for slow clocks.
    /// </summary>
    public static AccessCertificate Make(string subject, KeyKind kind, DateTimeOffset now, TimeSpan? life = null)
    {
        var from = now.AddHours(-1);
        var until = from + (life is { } wanted && wanted < LongestLife ? wanted : LongestLife);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(subject);
        if (kind == KeyKind.EcP256)
        {
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return Sign(new CertificateRequest(name.Build(), curve, HashAlgorithmName.SHA256), curve, from, until);
        }

        using var rsa = RSA.Create(kind == KeyKind.Rsa4096 ? 4096 : 3072);
        var request = new CertificateRequest(name.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return Sign(request, rsa, from, until);
    }

    /// <summary>
    /// What to say about a certificate that ends soon or has ended; null while there is nothing to say.
    /// </summary>
    public static string? Warning(DateOnly until, DateOnly today)
    {
        var days = until.DayNumber - today.DayNumber;
        return days < 0 ? $"The NetSuite certificate ended on {until:yyyy-MM-dd}: make a new one and upload it."
            : days > WarnBefore.Days ? null
            : $"The NetSuite certificate ends on {until:yyyy-MM-dd}, in {days} days: upload a new one before.";
    }

    private static AccessCertificate Sign(
        CertificateRequest request, AsymmetricAlgorithm key, DateTimeOffset from, DateTimeOffset until)
    {
        using var certificate = request.CreateSelfSigned(from, until);
        var lastDay = DateOnly.FromDateTime(until.UtcDateTime);
        return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), lastDay);
    }
}
