using System.Globalization;
using Microsoft.AspNetCore.Http;
using Turnstone.Domain.Kernel;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>
/// Where a person comes out after an act on a receipt: the next one where it was done, the same where not.
/// </summary>
public sealed class Bench(Visit visit, Told told)
{
    /// <summary>Who acts.</summary>
    public Visit Visit => visit;

    /// <summary>Done: on to the next of the list, which the act has shortened. Refused: back to the same.</summary>
    public IResult Next<T>(long id, Result<T> result, string done)
    {
        told.Say(visit.Http, result, done);
        return result.Refusal is null ? To("/receipts") : To(Address(id));
    }

    /// <summary>Back to the same receipt, done or not.</summary>
    public IResult Back<T>(long id, Result<T> result, string done)
    {
        told.Say(visit.Http, result, done);
        return To(Address(id));
    }

    /// <summary>Back to the same receipt with a refusal of the form.</summary>
    public IResult Stay(long id, Refusal refusal)
    {
        told.Say(visit.Http, refusal.Sentence, good: false);
        return To(Address(id));
    }

    private static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"/receipts/{id}");

    // 303, so that the browser asks for the page instead of sending the form again.
    private IResult To(string address)
    {
        visit.Http.Response.Headers.Location = address + visit.Http.Request.QueryString;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
