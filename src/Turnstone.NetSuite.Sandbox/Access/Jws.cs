using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>A signed token in three parts (RFC 7515), read or made with the platform's own cryptography.</summary>
internal sealed class Jws
{
    private readonly byte[] _signed;
    private readonly byte[] _signature;

    private Jws(JsonElement header, JsonElement payload, byte[] signed, byte[] signature)
    {
        Header = header;
        Payload = payload;
        _signed = signed;
        _signature = signature;
    }

    public JsonElement Header { get; }

    public JsonElement Payload { get; }

    public string Algorithm => Header.Text("alg") ?? "";

    public string KeyId => Header.Text("kid") ?? "";

    public static Jws? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Bytes(parts[0]) is not { } head || Bytes(parts[1]) is not { } body
            || Bytes(parts[2]) is not { } signature)
            return null;

        return Json.Parse(head) is { ValueKind: JsonValueKind.Object } header
            && Json.Parse(body) is { ValueKind: JsonValueKind.Object } payload
            ? new(header, payload, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature)
            : null;
    }

    /// <summary>True where the key signed this with an algorithm NetSuite takes: PS or ES, never RS.</summary>
    public bool IsSignedBy(AsymmetricAlgorithm key)
    {
        if (Hash(Algorithm) is not { } hash)
            return false;

        return key switch
        {
            RSA rsa when Algorithm.StartsWith("PS", StringComparison.Ordinal) =>
                rsa.VerifyData(_signed, _signature, hash, RSASignaturePadding.Pss),
            ECDsa curve when Algorithm.StartsWith("ES", StringComparison.Ordinal) =>
                curve.VerifyData(_signed, _signature, hash),
            _ => false,
        };
    }

    public static string Sign(JsonObject header, JsonObject payload, ECDsa key)
    {
        var signed = $"{Text(header.ToJsonString())}.{Text(payload.ToJsonString())}";
        return $"{signed}.{Text(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public static string Text(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Text(string json) => Text(Encoding.UTF8.GetBytes(json));

    private static HashAlgorithmName? Hash(string algorithm) => algorithm switch
    {
        "PS256" or "ES256" => HashAlgorithmName.SHA256,
        "PS384" or "ES384" => HashAlgorithmName.SHA384,
        "PS512" or "ES512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static byte[]? Bytes(string text)
    {
        var base64 = text.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64 + new string('=', (4 - base64.Length % 4) % 4), bytes, out var length)
            ? bytes[..length]
            : null;
    }
}
