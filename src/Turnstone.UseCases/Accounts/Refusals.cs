using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Accounts;

/// <summary>Why a customer could not be shown.</summary>
public static class Refusals
{
    /// <summary>No such customer.</summary>
    public static Refusal NoCustomer(string id) => new("accounts.no_customer",
        $"There is no customer {id} in this connection: synchronise, or search by name or number.",
        RefusalKind.NotFound);
}
