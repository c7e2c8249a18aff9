using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>What a statement says it covers.</summary>
/// <param name="Source">Key of the source it came from.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Number">Statement number; null where the format has none.</param>
/// <param name="Opening">Balance before its lines; null where not stated.</param>
/// <param name="Closing">Balance after them; null where not stated.</param>
public sealed record StatementSpan(
    string Source, DateOnly From, DateOnly To, string? Number, Money? Opening, Money? Closing)
{
    internal bool Meets(StatementSpan other) => From <= other.To && other.From <= To;

    internal bool Covers(DateOnly day) => From <= day && day <= To;
}

/// <summary>A line that is booked, and the source that booked it.</summary>
/// <param name="Identity">Which line.</param>
/// <param name="Source">Key of the source.</param>
public sealed record BookedLine(LineIdentity Identity, string Source);

/// <summary>All that is booked around the days of an arriving statement.</summary>
/// <param name="Statements">Statements whose spans meet its span.</param>
/// <param name="Lines">Lines of the account and role booked on its days.</param>
/// <param name="BookingSource">The source the account's settings name; null where the first to book a day does.</param>
public sealed record BookedSoFar(
    IReadOnlyList<StatementSpan> Statements, IReadOnlyList<BookedLine> Lines, string? BookingSource = null);

/// <summary>A line with the identity it is or becomes.</summary>
/// <param name="Identity">Which line.</param>
/// <param name="Line">As the reader saw it.</param>
public sealed record IdentifiedLine(LineIdentity Identity, BankTransaction Line);

/// <summary>Why a person must look at a line of an arriving statement.</summary>
public enum ClashReason
{
    /// <summary>The days are booked, with other lines than these.</summary>
    Changed,

    /// <summary>A booked line is not in the statement that covers its day.</summary>
    Missing,

    /// <summary>Same balances as the booked statement, and yet another line.</summary>
    BalancesDiffer,

    /// <summary>Another source books this account on that day, and it has no such line.</summary>
    NotBooked,
}

/// <summary>One disagreement between what is booked and what arrives.</summary>
/// <param name="Reason">What disagrees.</param>
/// <param name="Arriving">The arriving line; null where a booked line is missing.</param>
/// <param name="Booked">The booked line; null where the arriving one is too many.</param>
public sealed record LineClash(ClashReason Reason, BankTransaction? Arriving, LineIdentity? Booked);

/// <summary>What becomes of a statement's lines: each is in exactly one of the lists.</summary>
/// <param name="New">Booked now.</param>
/// <param name="Same">Booked before: they attach to what is there.</param>
/// <param name="Clashes">For a person.</param>
public sealed record StatementArrival(
    IReadOnlyList<IdentifiedLine> New, IReadOnlyList<IdentifiedLine> Same, IReadOnlyList<LineClash> Clashes);

/// <summary>
/// Decides what of an arriving statement is new. Two statements overlap only where their days say so; a second
/// statement of the same day, told by its number or by an opening balance that is the closing of the first, is new
/// throughout. Whatever does not fit goes to a person, never to the floor.
/// </summary>
public static class Overlap
{
    /// <summary>Sorts the lines of one statement against what is booked.</summary>
    public static StatementArrival Decide(
        BankAccountId account, SourceRole role, StatementSpan span, IReadOnlyList<BankTransaction> lines,
        BookedSoFar booked)
    {
        var sorting = new Sorting(account, role, booked);
        if (role is SourceRole.Intraday)
        {
            sorting.Gather(lines);
            return sorting.Arrival;
        }

        var own = lines.ToLookup(line => sorting.Books(span.Source, line.Date));
        sorting.Attach([.. own[false]]);
        var meeting = booked.Statements
            .Where(other => string.Equals(other.Source, span.Source, StringComparison.Ordinal) && other.Meets(span))
            .ToList();
        if (meeting.Count == 0 || Continues(span, meeting))
            sorting.Append([.. own[true]]);
        else
            sorting.Merge([.. own[true]], span, meeting);
        return sorting.Arrival;
    }

    /// <summary>A further statement of a day: another number, or balances that follow on each other.</summary>
    private static bool Continues(StatementSpan span, List<StatementSpan> meeting)
    {
        if (meeting.Exists(other => other.Number is not null
            && string.Equals(other.Number, span.Number, StringComparison.Ordinal)))
            return false;
        var follows = span.Opening is { } opening && meeting.Exists(other => other.Closing == opening)
            || span.Closing is { } closing && meeting.Exists(other => other.Opening == closing);
        // A day that ends where it began follows on itself: then only its number can tell.
        var repeats = meeting.Exists(other => other.Opening == span.Opening && other.Closing == span.Closing);
        return follows && (!repeats || span.Number is not null && meeting.TrueForAll(other => other.Number
            is not null));
    }

    private sealed class Sorting(BankAccountId account, SourceRole role, BookedSoFar booked)
    {
        private readonly List<IdentifiedLine> _new = [];
        private readonly List<IdentifiedLine> _same = [];
        private readonly List<LineClash> _clashes = [];
        private readonly ILookup<DateOnly, string> _sources =
            booked.Lines.ToLookup(line => line.Identity.Date, line => line.Source);
        private readonly Dictionary<LineKey, int> _ordinals = booked.Lines
            .GroupBy(line => line.Identity.Key)
            .ToDictionary(group => group.Key, group => group.Max(line => line.Identity.Ordinal) + 1);

        public StatementArrival Arrival => new(_new, _same, _clashes);

        /// <summary>True where this source books the account on that day.</summary>
        public bool Books(string source, DateOnly day) =>
            string.Equals(booked.BookingSource ?? _sources[day].FirstOrDefault() ?? source, source,
                StringComparison.Ordinal);

        public void Append(IReadOnlyList<BankTransaction> lines)
        {
            foreach (var line in lines)
                _new.Add(new(Next(LineIdentity.KeyOf(line)), line));
        }

        /// <summary>
        /// Intraday reports of a day repeat what was announced before, or only add to it, and book nothing: what was
        /// seen is seen, the rest is new, and nothing is at odds.
        /// </summary>
        public void Gather(IReadOnlyList<BankTransaction> lines)
        {
            var left = Waiting(_ => true);
            foreach (var line in lines)
            {
                if (left.TryGetValue(LineIdentity.KeyOf(line), out var equal) && equal.TryDequeue(out var identity))
                    _same.Add(new(identity, line));
                else
                    _new.Add(new(Next(LineIdentity.KeyOf(line)), line));
            }
        }

        public void Merge(
            IReadOnlyList<BankTransaction> lines, StatementSpan span, List<StatementSpan> meeting)
        {
            var left = Waiting(line => span.Covers(line.Identity.Date)
                && meeting.Exists(other => other.Covers(line.Identity.Date))
                && string.Equals(line.Source, span.Source, StringComparison.Ordinal));
            var extra = new List<BankTransaction>();
            foreach (var line in lines)
            {
                if (left.TryGetValue(LineIdentity.KeyOf(line), out var equal) && equal.TryDequeue(out var identity))
                    _same.Add(new(identity, line));
                else
                    extra.Add(line);
            }

            var missing = left.Values.SelectMany(identities => identities)
                .OrderBy(identity => identity.Text, StringComparer.Ordinal).ToList();
            Judge(extra, missing, span, meeting);
        }

        /// <summary>
        /// A line of a source that does not book the day: it belongs to a booked line or to a person.
        /// </summary>
        public void Attach(IReadOnlyList<BankTransaction> lines)
        {
            var days = lines.Select(line => line.Date).ToHashSet();
            var left = Waiting(line => days.Contains(line.Identity.Date)).Values
                .SelectMany(identities => identities).OrderBy(identity => identity.Ordinal).ToList();
            foreach (var line in lines)
            {
                var reference = LineIdentity.Normal(line.Reference);
                var equal = left.FindIndex(identity => identity.Date == line.Date && identity.Amount == line.Amount
                    && string.Equals(identity.Reference, reference, StringComparison.Ordinal));
                // Sources of one account print different references: day and amount are what they share.
                equal = equal >= 0 ? equal : left.FindIndex(identity =>
                    identity.Date == line.Date && identity.Amount == line.Amount);
                if (equal < 0)
                {
                    _clashes.Add(new(ClashReason.NotBooked, line, Booked: null));
                    continue;
                }

                _same.Add(new(left[equal], line));
                left.RemoveAt(equal);
            }
        }

        private void Judge(
            List<BankTransaction> extra, List<LineIdentity> missing, StatementSpan span, List<StatementSpan> meeting)
        {
            var covered = extra.ToLookup(line => meeting.Exists(other => other.Covers(line.Date)));
            Append([.. covered[false]]);
            var reason = missing.Count > 0 ? ClashReason.Changed
                : meeting.Exists(other => other.Opening is not null && other.Opening == span.Opening
                    && other.Closing == span.Closing && other.From == span.From && other.To == span.To)
                    ? ClashReason.BalancesDiffer
                    : (ClashReason?)null;
            if (reason is { } why)
                _clashes.AddRange(covered[true].Select(line => new LineClash(why, line, Booked: null)));
            else
                Append([.. covered[true]]);
            _clashes.AddRange(missing.Select(identity => new LineClash(ClashReason.Missing, Arriving: null, identity)));
        }

        private Dictionary<LineKey, Queue<LineIdentity>> Waiting(Func<BookedLine, bool> wanted) =>
            booked.Lines.Where(wanted).GroupBy(line => line.Identity.Key).ToDictionary(
                group => group.Key,
                group => new Queue<LineIdentity>(group.Select(line => line.Identity).OrderBy(one => one.Ordinal)));

        private LineIdentity Next(LineKey key)
        {
            var ordinal = _ordinals.GetValueOrDefault(key);
            _ordinals[key] = ordinal + 1;
            return new(account, role, key.Date, key.Amount, key.Reference, ordinal);
        }
    }
}
