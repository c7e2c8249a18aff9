using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Bai2;

/// <summary>Group status and as-of modifier: what must not be booked without a person.</summary>
internal static class Statuses
{
    public static void Check(Findings findings, long line, ReadOnlySpan<byte> status, ReadOnlySpan<byte> modifier)
    {
        var meaning = status switch
        {
            [(byte)'1'] => null,
            [(byte)'2'] => "deletes what an earlier file said",
            [(byte)'3'] => "corrects what an earlier file said",
            [(byte)'4'] => "is a test",
            _ => $"has the unknown status \"{Bytes.Raw(status)}\"",
        };
        if (meaning is not null)
        {
            findings.Problem(Severity.Error, "bai2.group_status", line,
                $"The group {meaning}: nothing of it is booked until a person decides.");
        }

        if (modifier is [(byte)'3' or (byte)'4'])
        {
            findings.Problem(Severity.Note, "bai2.same_day", line,
                "The group is a same-day report: its lines are not booked yet and are superseded by the statement.");
        }
    }
}
