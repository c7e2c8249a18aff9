using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Settings;

/// <summary>Why a text of settings was not taken: each names the key, and the line where it has one.</summary>
public static class Refusals
{
    /// <summary>The text has no setting.</summary>
    public static Refusal Nothing() => new("settings.nothing",
        "The text holds no setting: begin with a section such as bank_accounts, or export the settings and edit them.");

    /// <summary>A key nobody knows.</summary>
    public static Refusal UnknownKey(string place, string key, int line, IReadOnlyList<string> known) => new(
        "settings.unknown_key", string.Create(CultureInfo.InvariantCulture,
            $"Line {line}: {(place.Length == 0 ? "the text" : place)} has no key '{key}': use {Listed(known)}."));

    /// <summary>A key that must be there.</summary>
    public static Refusal MissingKey(string place, string key, int line) => new("settings.missing_key",
        string.Create(CultureInfo.InvariantCulture, $"Line {line}: {place} lacks the key '{key}': add it."));

    /// <summary>A value that is not what its key holds.</summary>
    public static Refusal BadValue(string place, int line, string value, string wanted) => new("settings.bad_value",
        string.Create(CultureInfo.InvariantCulture, $"Line {line}: {place}: '{Short(value)}' is not {wanted}."));

    /// <summary>A company nobody knows.</summary>
    public static Refusal UnknownCompany(string place, string company) => new("settings.unknown_company",
        $"{place}: there is no company '{company}': synchronise, or correct the company.");

    /// <summary>A date that has passed.</summary>
    public static Refusal InThePast(string place, DateOnly day) => new("settings.in_the_past", string.Create(
        CultureInfo.InvariantCulture,
        $"{place}: effective_on {day:yyyy-MM-dd} has passed: what was decided then stands, so name today or later."));

    /// <summary>A date before that of a version that is to come.</summary>
    public static Refusal BeforeNext(string place, DateOnly day) => new("settings.before_next", string.Create(
        CultureInfo.InvariantCulture,
        $"{place}: a version that holds from {day:yyyy-MM-dd} is there already: name that day or a later one."));

    /// <summary>Somebody changed it meanwhile.</summary>
    public static Refusal OtherVersion(string place, int stated, int current) => new("settings.other_version",
        string.Create(CultureInfo.InvariantCulture,
            $"{place}: the text was made from version {stated}, version {current} holds now: export and edit again."),
        RefusalKind.Conflict);

    /// <summary>A bank account does not change its company.</summary>
    public static Refusal OtherCompany(string place, string company) => new("settings.other_company",
        $"{place} belongs to company {company} and cannot move: give the account of the other company another name.");

    /// <summary>The same setting twice in one text.</summary>
    public static Refusal Twice(string place) => new("settings.twice",
        $"{place} stands in the text twice: leave one.");

    /// <summary>Two bank accounts with one number.</summary>
    public static Refusal TwoAccounts(string number, string one, string other) => new("settings.two_accounts",
        $"The number {number} belongs to both {one} and {other}: files could not say which is meant.");

    /// <summary>Automatic posting needs more.</summary>
    public static Refusal AutoNeeds(string place, string key) => new("settings.auto_needs",
        $"{place}: auto_posting needs the key '{key}': state it first.");

    /// <summary>A source that could not be looked at as it is described.</summary>
    public static Refusal BadSource(string place, string what) => new(
        "settings.bad_source", $"{place} cannot be looked at as it stands: {what}");

    internal static Refusal WithOthers(IReadOnlyList<Refusal> refusals) => refusals.Count == 1 ? refusals[0]
        : refusals[0] with
        {
            Sentence = string.Create(CultureInfo.InvariantCulture,
                $"{refusals[0].Sentence} {refusals.Count - 1} more like it: {string.Join(" ",
                    refusals.Skip(1).Take(4).Select(refusal => refusal.Sentence))}"),
        };

    private static string Listed(IReadOnlyList<string> words) => string.Join(", ", words);

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
