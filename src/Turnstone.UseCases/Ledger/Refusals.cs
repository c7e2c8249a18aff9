using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Ledger;

/// <summary>What the ledger refuses, each with its code.</summary>
public static class Refusals
{
    /// <summary>A customer nobody knows.</summary>
    public static Refusal NoCustomer(string id) => new(
        "ledger.no_customer", $"Customer {id} is not in the ledger: sync it from NetSuite or import it first.",
        RefusalKind.NotFound);

    /// <summary>Open items of customers that are in neither file nor ledger.</summary>
    public static Refusal UnknownCustomers(int count, string first) => new(
        "ledger.unknown_customers", string.Create(CultureInfo.InvariantCulture,
            $"{count} open item(s) name customers that the customers' file does not hold, "
            + $"the first is {first}: add them."));

    /// <summary>One document twice in one file.</summary>
    public static Refusal Twice(string document) => new(
        "ledger.twice", $"The open items hold {document} twice: keep one row for each document.");

    /// <summary>NetSuite sent something that cannot be read.</summary>
    public static Refusal Unreadable(string topic, string why) => new(
        "ledger.unreadable", $"NetSuite's {topic} cannot be read: {why} Nothing of this page was taken.",
        RefusalKind.Outside);

    /// <summary>Documents that do not say whose they are, where there are several companies.</summary>
    public static Refusal HiddenCompany(string topic, int companies) => new(
        "ledger.hidden_company", string.Create(CultureInfo.InvariantCulture,
            $"NetSuite does not show the subsidiary of {topic}, and there are {companies} companies they could belong "
            + $"to: let the integration's role see it (Setup > Users/Roles > Manage Roles > Subsidiaries, level View) "
            + $"and sync again. Nothing of this page was taken."), RefusalKind.Outside);

    /// <summary>A ledger that would be emptied because nothing is shown any more.</summary>
    public static Refusal NothingShown() => new(
        "ledger.nothing_shown", "NetSuite shows no transaction at all, while the ledger holds some: the integration's "
        + "role lost a permission (Setup > Users/Roles > Manage Roles > Transactions > Find Transaction). Nothing is "
        + "taken off; 'turnstone connect' says what is missing.", RefusalKind.Outside);

    /// <summary>A report whose rows do not come to its total is not shown.</summary>
    public static Refusal DoesNotFoot(Currency currency, DateOnly day) => new(
        "ledger.does_not_foot", string.Create(CultureInfo.InvariantCulture,
            $"The customers' balances in {currency} as of {day:yyyy-MM-dd} do not add up to their total, so the report "
            + $"is not shown: the nightly proof of the ledger adds both up anew and names what differed."),
        RefusalKind.Conflict);
}
