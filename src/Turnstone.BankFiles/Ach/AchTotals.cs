using System.Globalization;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Ach;

/// <summary>What control records state, counted: entries, addenda, hash of routing numbers, debits, credits.</summary>
internal sealed class AchTotals
{
    // The hash keeps its ten rightmost digits.
    private const long HashModulus = 10_000_000_000;

    public long Entries { get; set; }

    public long Addenda { get; set; }

    public long Hash { get; private set; }

    public Int128 Debits { get; private set; }

    public Int128 Credits { get; private set; }

    public void AddRouting(ReadOnlySpan<byte> routing)
    {
        if (Bytes.TryDigits(routing, out var number))
            Hash = (Hash + number) % HashModulus;
    }

    public void AddAmount(long minor, bool debit)
    {
        if (debit)
            Debits += minor;
        else
            Credits += minor;
    }

    public void Add(AchTotals other)
    {
        Entries += other.Entries;
        Addenda += other.Addenda;
        Hash = (Hash + other.Hash) % HashModulus;
        Debits += other.Debits;
        Credits += other.Credits;
    }

    public void Clear()
    {
        (Entries, Addenda, Hash) = (0, 0, 0);
        (Debits, Credits) = (0, 0);
    }

    /// <summary>What a control record states.</summary>
    internal readonly ref struct Stated(string rule, string what, ReadOnlySpan<byte> figure)
    {
        public string Rule => rule;

        public string What => what;

        public ReadOnlySpan<byte> Figure { get; } = figure;
    }

    public static void CheckCount(
        Findings findings, long line, Stated stated, long counted, Severity severity = Severity.Warning)
    {
        findings.Total(stated.Rule, line, stated.Figure, counted);
        if (Bytes.TryDigits(Bytes.Trim(stated.Figure), out var number) && number == counted)
            return;
        findings.Problem(severity, Quirks.Miscounts, stated.Rule, line, string.Create(CultureInfo.InvariantCulture,
            $"The control record states {Bytes.Raw(stated.Figure)} {stated.What}, {counted} is right."));
    }

    public static void CheckSum(Findings findings, long line, Stated stated, Int128 summed)
    {
        findings.Total(stated.Rule, line, stated.Figure, summed);
        // Totals of advices (ADV) have twenty digits, most of them zeros.
        if (Bytes.TrySigned(Bytes.Trim(stated.Figure), out var number) && number == summed)
            return;
        findings.Problem(Severity.Error, Quirks.WrongTotals, stated.Rule, line, string.Create(
            CultureInfo.InvariantCulture, $"The control record states {Bytes.Raw(stated.Figure)} cents of "
                + $"{stated.What}, the entries add up to {summed}."));
    }
}
