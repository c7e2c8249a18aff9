using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Access;

/// <summary>
/// The signed statement that is exchanged for an access token (RFC 7523): PS256 for RSA, ES256/384/512 for EC.
/// </summary>
internal sealed class ClientAssertion : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Credentials.OAuth2 _credentials;
    private readonly string _audience;
    private readonly AsymmetricAlgorithm _key;
    private readonly SigningCredentials _signing;

    private ClientAssertion(
        Credentials.OAuth2 credentials, Uri audience, AsymmetricAlgorithm key, SigningCredentials signing)
    {
        (_credentials, _audience, _key, _signing) = (credentials, audience.AbsoluteUri, key, signing);
    }

    /// <summary>
    /// Reads the key once; a key that cannot sign is refused here and not at the first call at night.
    /// </summary>
    public static Result<ClientAssertion> Of(Credentials.OAuth2 credentials, Uri audience)
    {
        try
        {
            return IsCurve(credentials.PrivateKeyPem) ? OfCurve(credentials, audience) : OfRsa(credentials, audience);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return new Refusal(
                Refusals.Credentials, $"The private key is no PEM of an RSA or EC key ({fault.GetType().Name}).");
        }
    }

    /// <summary>The assertion, signed now; <paramref name="unique"/> becomes its id.</summary>
    public string Sign(DateTimeOffset now, string unique)
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "JWT",
            SigningCredentials = _signing,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Life).UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["iss"] = _credentials.ClientId,
                ["scope"] = _credentials.Scopes.ToArray(),
                ["aud"] = _audience,
                ["jti"] = unique,
            },
        });
    }

    public void Dispose() => _key.Dispose();

    private static bool IsCurve(string pem)
    {
        try
        {
            using var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return true;
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static ClientAssertion OfCurve(Credentials.OAuth2 credentials, Uri audience)
    {
        var curve = ECDsa.Create();
        curve.ImportFromPem(credentials.PrivateKeyPem);
        var algorithm = curve.KeySize switch
        {
            256 => SecurityAlgorithms.EcdsaSha256,
            384 => SecurityAlgorithms.EcdsaSha384,
            _ => SecurityAlgorithms.EcdsaSha512,
        };
        return new(credentials, audience, curve, Signing(new ECDsaSecurityKey(curve), algorithm, credentials));
    }

    private static ClientAssertion OfRsa(Credentials.OAuth2 credentials, Uri audience)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(credentials.PrivateKeyPem);
        var signing = Signing(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSsaPssSha256, credentials);
        return new(credentials, audience, rsa, signing);
    }

    private static SigningCredentials Signing(SecurityKey key, string algorithm, Credentials.OAuth2 credentials)
    {
        key.KeyId = credentials.CertificateId;
        // The library's cache of signers would outlive the key that is disposed here.
        key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        return new(key, algorithm);
    }
}
