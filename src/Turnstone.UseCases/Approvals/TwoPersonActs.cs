using System.Collections.Frozen;
using System.Text.Json;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Approvals;

/// <summary>The kinds of acts that need two persons, by the code that their requests keep. One line each.</summary>
internal static class TwoPersonActs
{
    private static readonly FrozenDictionary<string, Type> Kinds = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["grant_role"] = typeof(People.GrantMoneyRole),
        ["change_settings"] = typeof(Settings.ChangeSettings),
        ["release_tie_out"] = typeof(Posting.ReleaseTieOut),
        ["release_file"] = typeof(Banking.ReleaseFile),
        ["learn_fact"] = typeof(CashApplication.Learning.LearnFact),
        ["exclude_receipt"] = typeof(CashApplication.ExcludeReceipt),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string KindOf(ITwoPersonAct act) =>
        Kinds.FirstOrDefault(kind => kind.Value == act.GetType()).Key
        ?? throw new InvalidOperationException($"{act.GetType().Name} is not among the two-person acts.");

    public static string Write(ITwoPersonAct act) => JsonSerializer.Serialize(act, act.GetType(), Plain.Json);

    public static ITwoPersonAct Read(string kind, string payload) =>
        JsonSerializer.Deserialize(payload, Kinds[kind], Plain.Json) as ITwoPersonAct
        ?? throw new InvalidOperationException($"A request of kind {kind} is empty.");
}
