using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Turnstone.Domain.Kernel;

namespace Turnstone.Web.Hosting;

/// <summary>
/// What the last act of the person came to, said once on the page they come back to. It travels in a protected cookie,
/// so that no address can put words into our mouth.
/// </summary>
public sealed class Told(IDataProtectionProvider protection)
{
    private const string Cookie = "turnstone-told";

    private readonly IDataProtector _protector = protection.CreateProtector("turnstone.told");

    /// <summary>Says on the next page why nothing was done, or what was.</summary>
    public void Say(HttpContext http, string sentence, bool good) => http.Response.Cookies.Append(Cookie,
        _protector.Protect((good ? "+" : "-") + sentence),
        new()
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = TimeSpan.FromMinutes(1), IsEssential = true,
        });

    /// <summary>Says a result: the sentence where it was done, the refusal's own where not.</summary>
    public void Say<T>(HttpContext http, Result<T> result, string done) =>
        Say(http, result.Refusal?.Sentence ?? done, result.Refusal is null);

    /// <summary>What is to be said, once; null for nothing.</summary>
    public (string Sentence, bool Good)? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } kept || http.Response.HasStarted)
            return null;
        http.Response.Cookies.Delete(Cookie);
        try
        {
            var text = _protector.Unprotect(kept);
            return (text[1..], text[0] == '+');
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // A cookie of an old key ring says nothing any more.
            return null;
        }
    }
}
