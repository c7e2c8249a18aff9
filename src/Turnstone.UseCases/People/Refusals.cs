using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.People;

/// <summary>Why something about people was not done.</summary>
public static class Refusals
{
    /// <summary>A name is missing.</summary>
    public static Refusal NoName() => new("people.no_name", "A person needs a name of at most 200 characters.");

    /// <summary>An address that is none.</summary>
    public static Refusal NoEmail(string email) => new("people.no_email",
        $"'{email}' is no e-mail address: write one such as name@example.com.");

    /// <summary>The role decides about money.</summary>
    public static Refusal MoneyRole(string role) => new("people.money_role",
        $"The role {role} decides about money: an administrator asks for it on the page and another person approves.",
        RefusalKind.NotAllowed);

    /// <summary>Somebody has that address.</summary>
    public static Refusal AlreadyInvited(string name) => new("people.already_invited",
        $"{name} has this address already: renew their access for a new link.", RefusalKind.Conflict);

    /// <summary>No such person.</summary>
    public static Refusal NoPerson(long id) => new("people.no_person", string.Create(CultureInfo.InvariantCulture,
        $"There is no person {id} here who could: choose one of the list."), RefusalKind.NotFound);

    /// <summary>The link does not work, or no longer.</summary>
    public static Refusal NoInvite() => new("people.no_invite",
        "This link was used, replaced or has expired: ask an administrator for a new one.", RefusalKind.NotFound);

    /// <summary>The password is too easy.</summary>
    public static Refusal WeakPassword() => new("people.weak_password",
        "Choose a password of at least 12 characters, 5 of them different, without your name or address.");

    /// <summary>The password until now is wrong.</summary>
    public static Refusal WrongPassword() => new("people.wrong_password",
        "The password until now is wrong: type it again.");

    /// <summary>The app's code is wrong.</summary>
    public static Refusal WrongCode() => new("people.wrong_code",
        "The code is wrong or too old: type the one the app shows now.");

    /// <summary>An app is in use already.</summary>
    public static Refusal TwoFactorOn() => new("people.two_factor_on",
        "An authenticator app is in use already: an administrator renews the access of who lost it.",
        RefusalKind.Conflict);

    /// <summary>Somebody else changed the account in the same moment.</summary>
    public static Refusal ChangedMeanwhile() => new("people.changed_meanwhile",
        "The account was changed in the same moment: try again.", RefusalKind.Conflict);

    /// <summary>They have it already.</summary>
    public static Refusal HasRole(string name, string role) => new("people.has_role",
        $"{name} has the role {role} there already: choose another company or role.", RefusalKind.Conflict);

    /// <summary>They do not have it.</summary>
    public static Refusal NoRole(string role) => new("people.no_role",
        $"The person does not have the role {role} there: choose one of the list.", RefusalKind.NotFound);

    /// <summary>Nobody would be left to manage people.</summary>
    public static Refusal LastAdministrator() => new("people.last_administrator",
        "Nobody would be left to manage people: give another person the role administrator first.",
        RefusalKind.Conflict);

    /// <summary>Nobody approves a role for themselves.</summary>
    public static Refusal OwnRole(string name) => new("people.own_role",
        $"{name} would get the role and cannot approve it: a different person must.", RefusalKind.NotAllowed);

    /// <summary>It must be somebody else.</summary>
    public static Refusal NotOneself() => new("people.not_oneself",
        "This cannot be done for oneself: choose another person.");

    /// <summary>The dates of a deputy do not fit.</summary>
    public static Refusal DeputyDates(int most) => new("people.deputy_dates", string.Create(
        CultureInfo.InvariantCulture, $"A deputy stands in from today or later, for at most {most} days."));

    /// <summary>A deputy names no deputy.</summary>
    public static Refusal LentOn(string name) => new("people.lent_on",
        $"{name} stands in for somebody and cannot pass that on: who is stood in for names the deputy.",
        RefusalKind.NotAllowed);
}
