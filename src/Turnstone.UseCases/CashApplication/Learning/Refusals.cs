using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.Learning;

/// <summary>What learning from corrections refuses, each with its code.</summary>
public static class Refusals
{
    /// <summary>Nothing of that number was taught, or not for this person.</summary>
    public static Refusal NoLesson(long id) => new("learned.none", string.Create(CultureInfo.InvariantCulture,
        $"Nothing was learned under number {id}: see the list of what was."), RefusalKind.NotFound);

    /// <summary>It is decided already.</summary>
    public static Refusal NotProposed(long id, string state) => new(
        "learned.not_proposed", string.Create(CultureInfo.InvariantCulture,
            $"Learned {id} is {state.Replace('_', ' ')} already: correct another receipt to have it proposed anew."),
        RefusalKind.Conflict);

    /// <summary>Nobody tried it on the past.</summary>
    public static Refusal NotReplayed(long id) => new(
        "learned.not_replayed", string.Create(CultureInfo.InvariantCulture,
            $"Learned {id} was not tried on past receipts yet: replay it first."), RefusalKind.Conflict);

    /// <summary>It waits for a second person already.</summary>
    public static Refusal AskedAlready(long id) => new(
        "learned.asked_already", string.Create(CultureInfo.InvariantCulture,
            $"Learned {id} waits for a second person already."), RefusalKind.Conflict);

    /// <summary>Who corrected may not approve.</summary>
    public static Refusal OwnCorrection(long id) => new(
        "learned.own_correction", string.Create(CultureInfo.InvariantCulture,
            $"Your own correction teaches learned {id}: a second person must approve it."), RefusalKind.NotAllowed);
}
