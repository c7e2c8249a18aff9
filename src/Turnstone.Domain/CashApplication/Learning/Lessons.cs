using System.Globalization;

namespace Turnstone.Domain.CashApplication.Learning;

/// <summary>
/// What a correction could teach. Pure; a lesson is only ever proposed. A name or account is proposed from one
/// correction, since a second person must approve it anyway; a rule needs several settled cases and none against it.
/// </summary>
public static class Lessons
{
    /// <summary>Cases a rule needs, the correction among them.</summary>
    public const int LeastOfRule = 3;

    private const int MostCases = 12;
    private const int MostDaysLate = 14;

    /// <summary>All that one correction could teach, in a fixed order.</summary>
    public static IReadOnlyList<Lesson> Of(Correction correction)
    {
        Lesson?[] found = [Name(correction), Account(correction), Oldest(correction), Grace(correction)];
        return [.. found.OfType<Lesson>()];
    }

    private static Lesson? Name(Correction correction)
    {
        var shown = correction.Receipt.Payer.Name?.Trim() ?? "";
        var key = MatchingKeys.OfWords(shown);
        if (key.Length == 0 || Knew(correction) || key == MatchingKeys.OfWords(correction.CustomerName))
            return null;
        var lesson = new Lesson(LearnedKind.PayerName, key, shown, correction.Customer)
        {
            Cases = Cases(correction, settled => settled.PayerName is { } name && MatchingKeys.OfWords(name) == key),
        };
        return Outnumbered(lesson) ? null : lesson with { Caution = Others(lesson, "under this name") };
    }

    private static Lesson? Account(Correction correction)
    {
        var account = correction.Receipt.Payer.Account?.Trim() ?? "";
        if (account.Length == 0)
            return null;
        var lesson = new Lesson(LearnedKind.PayerAccount, account, account, correction.Customer)
        {
            Cases = Cases(correction, settled => settled.PayerAccount?.Trim() == account),
        };
        // An account the books know for this customer teaches nothing.
        if (Outnumbered(lesson) || lesson.Cases.Any(one => one.Supports))
            return null;
        var known = correction.Past.Where(settled => settled.PayerAccount?.Trim() is { Length: > 0 } other
                && other != account && settled.Customer is { } customer && correction.Family.Contains(customer))
            .Select(settled => settled.PayerAccount?.Trim()).Distinct(StringComparer.Ordinal).Count();
        if (known == 0 && Knew(correction))
            return null;
        var caution = known == 0 ? Others(lesson, "from this account") : string.Create(CultureInfo.InvariantCulture,
            $"A new account of a known payer: it has paid from {known} other account(s) so far. That is how fraud "
            + $"begins: ask the customer under a telephone number you have had before.");
        return lesson with { Caution = caution };
    }

    private static Lesson? Oldest(Correction correction)
    {
        if (correction.Morning is not { } today || IsOldest(today) is not true)
            return null;
        var cases = correction.Mornings.Select(morning => (morning, Oldest: IsOldest(morning)))
            .Where(pair => pair.Oldest is not null).OrderByDescending(pair => pair.morning.Day).Take(MostCases)
            .Select(pair => new LessonCase(pair.morning.Day, correction.Customer,
                string.Join(", ", pair.morning.Paid.Order(StringComparer.Ordinal)), pair.Oldest is true)).ToArray();
        return cases.Length + 1 < LeastOfRule || cases.Any(one => !one.Supports) ? null
            : new(LearnedKind.OldestFirst, "", "", correction.Customer) { Cases = cases };
    }

    private static Lesson? Grace(Correction correction)
    {
        var late = correction.Discounts.Where(one => one.Late > 0).OrderByDescending(one => one.Day)
            .ThenBy(one => one.Number, StringComparer.Ordinal).Take(MostCases).ToArray();
        var granted = late.Where(one => one.Granted && one.Late <= MostDaysLate).ToArray();
        if (granted.Length < LeastOfRule || granted[0].Day != correction.Receipt.Date)
            return null;
        var days = granted.Max(one => one.Late);
        var cases = late.Where(one => one.Granted || one.Late <= days).Select(one => new LessonCase(
            one.Day, correction.Customer, string.Create(CultureInfo.InvariantCulture,
                $"{one.Number}, {one.Late} day(s) late"), one.Granted)).ToArray();
        return cases.Any(one => !one.Supports) ? null
            : new(LearnedKind.DiscountGrace, "", "", correction.Customer) { Days = days, Cases = cases };
    }

    /// <summary>
    /// True where, of documents of one amount, the oldest due were paid; null where no two were of one amount and the
    /// morning says nothing.
    /// </summary>
    internal static bool? IsOldest(OpenMorning morning)
    {
        bool? oldest = null;
        foreach (var alike in morning.Open.GroupBy(item => item.Open))
        {
            var paid = alike.Where(item => morning.Paid.Contains(item.Number, StringComparer.Ordinal)).ToArray();
            var left = alike.Where(item => !morning.Paid.Contains(item.Number, StringComparer.Ordinal)).ToArray();
            if (paid.Length == 0 || left.Length == 0)
                continue;
            oldest = (oldest ?? true) && paid.Max(item => item.Due) <= left.Min(item => item.Due)
                && left.Any(item => item.Due > paid.Min(other => other.Due));
        }

        return oldest;
    }

    private static bool Knew(Correction correction) =>
        correction.Said is { } said && correction.Family.Contains(said);

    private static LessonCase[] Cases(Correction correction, Func<SettledReceipt, bool> about) => [.. correction.Past
        .Where(settled => about(settled) && settled.Customer is not null).OrderByDescending(settled => settled.Date)
        .ThenBy(settled => string.Join(',', settled.Documents), StringComparer.Ordinal).Take(MostCases)
        .Select(settled => new LessonCase(settled.Date, settled.Customer, string.Join(", ", settled.Documents),
            settled.Customer is { } customer && correction.Family.Contains(customer)))];

    /// <summary>A sender that paid more often for others is an agent, or the correction is the exception.</summary>
    private static bool Outnumbered(Lesson lesson) =>
        lesson.Cases.Count(one => !one.Supports) > lesson.Cases.Count(one => one.Supports) + 1;

    private static string Others(Lesson lesson, string how)
    {
        var others = lesson.Cases.Count(one => !one.Supports);
        return others == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"Of {lesson.Cases.Count} receipts settled {how}, {others} were somebody else's.");
    }
}
