using System.Globalization;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Ledger;

/// <summary>Which period a document falls in, and whether that still takes it.</summary>
internal sealed class Periods(Func<SandboxKnobs> knobs)
{
    public long Choose(Change change, Kind kind, DateOnly date, long? given)
    {
        if (given is { } wanted)
            return Given(change, kind, date, wanted);

        var own = Covering(change.Store, date) ?? throw RestFault.Rule(
            $"There is no accounting period for {date.ToString("M/d/yyyy", CultureInfo.InvariantCulture)}.");
        if (IsOpen(own, kind))
            return own.Id;
        if (knobs().DateOutsidePeriod == PeriodMismatch.Disallow)
            throw Closed(own);

        var other = knobs().PeriodWhenClosed == ClosedPeriodDefault.Current
            ? Covering(change.Store, change.Today)
            : change.Store.Entries("accountingPeriod").Where(IsPosting)
                .Where(period => Start(period) > Start(own) && IsOpen(period, kind)).MinBy(Start);
        return other is not null && IsOpen(other, kind) ? other.Id : throw Closed(own);
    }

    public void DemandOpen(Change change, Kind kind, long period)
    {
        if (change.Entry("accountingPeriod", period) is { } found && !IsOpen(found, kind))
            throw Closed(found);
    }

    /// <summary>A change of applications that moves no account passes where the period allows such changes.</summary>
    public void DemandApplications(Change change, Kind kind, long period)
    {
        if (change.Entry("accountingPeriod", period) is { } found && !IsOpen(found, kind)
            && !found.Flag("allowNonGLChanges"))
            throw Closed(found);
    }

    public static Entry? Covering(Store store, DateOnly date) => store.Entries("accountingPeriod")
        .FirstOrDefault(period => IsPosting(period) && Start(period) <= date && date <= End(period));

    private long Given(Change change, Kind kind, DateOnly date, long wanted)
    {
        var period = change.Entry("accountingPeriod", wanted)
            ?? throw RestFault.BadReference(wanted.ToString(CultureInfo.InvariantCulture), "postingPeriod",
                "postingPeriod");
        if (!IsOpen(period, kind))
            throw Closed(period);
        if (knobs().DateOutsidePeriod == PeriodMismatch.Disallow && (date < Start(period) || date > End(period)))
        {
            throw RestFault.Rule(
                "The transaction date you specified is not within the date range of your accounting period.");
        }

        return wanted;
    }

    /// <summary>
    /// A closed period takes nothing, a locked one only what the role may override; an AR lock stops AR documents.
    /// </summary>
    private bool IsOpen(Entry period, Kind kind)
    {
        if (period.Flag("closed"))
            return false;
        var locked = period.Flag("allLocked") || period.Flag("arLocked")
            && kind is Kind.Invoice or Kind.CreditMemo or Kind.Payment or Kind.DepositApplication or Kind.Refund;
        return !locked || knobs().PeriodOverride;
    }

    private RestFault Closed(Entry period) => RestFault.Rule(string.Format(
        CultureInfo.InvariantCulture, knobs().ClosedPeriodText, period.Text("periodName")));

    private static bool IsPosting(Entry period) =>
        !period.Flag("isQuarter") && !period.Flag("isYear") && period.Value("isPosting") is not false;

    private static DateOnly Start(Entry period) => period.Value("startDate") is DateOnly date ? date
        : DateOnly.MinValue;

    private static DateOnly End(Entry period) => period.Value("endDate") is DateOnly date ? date : DateOnly.MaxValue;
}
