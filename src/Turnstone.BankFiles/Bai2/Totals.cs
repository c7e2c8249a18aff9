using System.Globalization;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Bai2;

/// <summary>
/// A control total and its counts at one level (account, group or file), computed beside what the trailer states. The
/// specification adds every amount as it is written, debits too; some banks net them (quirk signed totals).
/// </summary>
internal sealed class Totals(string level)
{
    private Int128 _sum;
    private Int128 _netted;
    private long _unreadable;

    public long Line { get; private set; }

    /// <summary>Physical records so far, the level's own header and trailer included once they are read.</summary>
    public long Records { get; private set; }

    /// <summary>Accounts of the group, groups of the file.</summary>
    public long Members { get; private set; }

    public void Begin(long line, int physical)
    {
        (_sum, _netted, _unreadable, Members) = (0, 0, 0, 0);
        (Line, Records) = (line, physical);
    }

    public void Count(int physical) => Records += physical;

    public void Amount(long amount, int sign)
    {
        _sum += amount;
        _netted += sign < 0 ? -amount : amount;
    }

    /// <summary>An amount that could not be read: the total cannot be proven.</summary>
    public void Unreadable() => _unreadable++;

    public void Member(Totals member)
    {
        _sum += member._sum;
        _netted += member._netted;
        _unreadable += member._unreadable;
        Records += member.Records;
        Members++;
    }

    /// <summary>
    /// Compares with the trailer's total, as written, and with its record and member counts where it has them.
    /// </summary>
    public void Check(Findings findings, long line, ReadOnlySpan<byte> stated, ReadOnlySpan<byte> members,
        ReadOnlySpan<byte> records)
    {
        if (!stated.IsEmpty)
            CheckSum(findings, line, stated);
        if (level != "account")
            CheckCount(findings, line, level == "group" ? "accounts" : "groups", members, Members);
        CheckCount(findings, line, "records", records, Records);
    }

    private void CheckSum(Findings findings, long line, ReadOnlySpan<byte> stated)
    {
        // Two decimals where there is a point: a bank that writes one does so in a currency that has them.
        if (!Bytes.TrySignedOrDecimal(stated, 2, out var total))
        {
            findings.Problem(Severity.Error, $"bai2.{level}_total", line,
                $"The {level} total \"{Bytes.Raw(stated)}\" is no number, so the {level} cannot be checked.");
            return;
        }

        findings.Total($"bai2.{level}_total", line, total, total == _netted ? _netted : _sum);
        if (total == _sum)
            return;
        if (total == _netted)
        {
            findings.Problem(Severity.Warning, Quirks.SignedTotals, $"bai2.{level}_total_netted", line,
                $"The {level} total {Number(total)} holds with debits taken as negative; the specification adds " +
                $"them ({Number(_sum)}).");
            return;
        }

        var lost = _unreadable == 0 ? "" : $" {Number(_unreadable)} amounts could not be read.";
        findings.Problem(Severity.Error, Quirks.WrongTotals, $"bai2.{level}_total", line,
            $"The {level} that begins at line {Number(Line)} states a total of {Number(total)}, its amounts add up " +
            $"to {Number(_sum)}.{lost}");
    }

    private void CheckCount(Findings findings, long line, string what, ReadOnlySpan<byte> stated, long counted)
    {
        if (!stated.IsEmpty)
            findings.Total($"bai2.{level}_{what}", line, stated, counted);
        if (stated.IsEmpty || (Bytes.TryDigits(stated, out var number) && number == counted))
            return;
        findings.Problem(Severity.Warning, Quirks.Miscounts, $"bai2.{level}_{what}", line,
            $"The {level} that begins at line {Number(Line)} states {Bytes.Raw(stated)} {what}, {Number(counted)} " +
            $"are there.");
    }

    private static string Number(Int128 number) => number.ToString(CultureInfo.InvariantCulture);
}
