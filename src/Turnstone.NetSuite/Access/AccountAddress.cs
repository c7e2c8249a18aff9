using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Access;

/// <summary>
/// Where an account answers. Host names write the id in lower case with a hyphen (<c>123456-sb1</c>), the OAuth realm
/// in upper case
/// with an underscore (<c>123456_SB1</c>); the wrong one of the two is a 401.
/// </summary>
public sealed record AccountAddress
{
    private AccountAddress(string account, Uri rest, Uri restlet, Uri app)
    {
        Account = account;
        Rest = rest;
        Restlet = restlet;
        App = app;
    }

    /// <summary>Account id as the realm writes it: <c>123456_SB1</c>.</summary>
    public string Account { get; }

    /// <summary>Base of record service, queries and token endpoint; no slash at its end.</summary>
    public Uri Rest { get; }

    /// <summary>Address of the RESTlet host's one script, <c>…/restlet.nl</c>.</summary>
    public Uri Restlet { get; }

    /// <summary>Where people log in.</summary>
    public Uri App { get; }

    /// <summary>Where access tokens are given out; also the audience of our assertion.</summary>
    public Uri Token => At("/services/rest/auth/oauth2/v1/token");

    /// <summary>True for a sandbox account of NetSuite's own, whose credentials vanish when it is refreshed.</summary>
    public bool IsSandboxAccount => Account.Contains("_SB", StringComparison.Ordinal);

    /// <summary>
    /// The addresses of an account: NetSuite's own, or below a base address that stands in for all of its hosts.
    /// </summary>
    public static Result<AccountAddress> Of(string account, string? baseAddress = null, string? restletAddress = null)
    {
        var realm = account.Trim().ToUpperInvariant().Replace('-', '_');
        if (realm.Length == 0 || !realm.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            return Wrong($"'{account}' is not a NetSuite account id: Setup > Company > Company Information shows it.");

        var host = realm.ToLowerInvariant().Replace('_', '-');
        var rest = baseAddress ?? $"https://{host}.suitetalk.api.netsuite.com";
        var restlet = restletAddress ?? baseAddress ?? $"https://{host}.restlets.api.netsuite.com";
        var app = baseAddress ?? $"https://{host}.app.netsuite.com";
        if (!restlet.EndsWith(".nl", StringComparison.Ordinal))
            restlet = restlet.TrimEnd('/') + "/app/site/hosting/restlet.nl";

        return TryRead(rest, out var restUri) && TryRead(restlet, out var restletUri) && TryRead(app, out var appUri)
            ? new AccountAddress(realm, restUri, restletUri, appUri)
            : Wrong($"'{rest}' or '{restlet}' is not an http or https address.");
    }

    /// <summary>A path below <see cref="Rest"/>, with its query.</summary>
    internal Uri At(string pathAndQuery) => new(Rest.AbsoluteUri.TrimEnd('/') + pathAndQuery);

    private static bool TryRead(string text, out Uri address) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out address!) && address.Scheme is "http" or "https";

    private static Refusal Wrong(string sentence) => new(Refusals.Credentials, sentence);
}
