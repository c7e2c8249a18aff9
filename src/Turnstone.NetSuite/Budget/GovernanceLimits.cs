using System.Text.Json;

namespace Turnstone.NetSuite.Budget;

/// <summary>How many calls may run at once, by the account's own word.</summary>
/// <param name="Account">In the whole account.</param>
/// <param name="Unallocated">Of these, not reserved for an integration; null where it is not said.</param>
/// <param name="Integration">Reserved for ours; null where nothing is.</param>
public sealed record GovernanceLimits(int Account, int? Unallocated, int? Integration)
{
    /// <summary>
    /// What we may use of them: our reservation, else half of what is free for all, and at least one.
    /// </summary>
    public int OurShare => Integration ?? Math.Max(1, (Unallocated ?? Account) / 2);

    internal static GovernanceLimits Read(JsonElement root) => new(
        root.GetProperty("accountConcurrencyLimit").GetInt32(),
        Number(root, "accountUnallocatedConcurrencyLimit"), Number(root, "integrationConcurrencyLimit"));

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;
}
