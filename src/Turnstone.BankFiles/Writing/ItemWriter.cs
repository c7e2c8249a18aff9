using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>One format's way to write items; what is written is handed out piece by piece.</summary>
internal abstract class ItemWriter(Envelope envelope)
{
    private readonly List<Remittance> _advices = [];
    private BankTransaction? _held;

    protected Envelope Envelope => envelope;

    protected StringBuilder Out { get; } = new();

    /// <summary>What was written since the last call.</summary>
    public string Taken()
    {
        var piece = Out.ToString();
        Out.Clear();
        return piece;
    }

    public void Take(FileItem item)
    {
        switch (item)
        {
            case StatementBegan began:
                Release();
                Begin(began.Head);
                break;
            case TransactionRead read:
                Release();
                _held = read.Transaction;
                break;
            case RemittanceRead read when _held is not null: _advices.Add(read.Remittance); break;
            case RemittanceRead read: Advice(read.Remittance); break;
            case StatementEnded ended:
                Release();
                EndStatement(ended.End);
                break;
            default: break;
        }
    }

    /// <summary>Nothing follows.</summary>
    public void End()
    {
        Release();
        EndFile();
    }

    protected abstract void Begin(StatementHead head);

    /// <summary>An entry, and the remittances that came with it.</summary>
    protected abstract void Entry(BankTransaction entry, IReadOnlyList<Remittance> advices);

    protected abstract void EndStatement(StatementEnd end);

    /// <summary>A remittance that belongs to no entry.</summary>
    protected abstract void Advice(Remittance advice);

    protected abstract void EndFile();

    /// <summary>A line with its end.</summary>
    protected void Line(string text) => Out.Append(text).Append('\n');

    /// <summary>YYMMDD; readers take 80 to 99 for the last century.</summary>
    protected static string Date6(DateOnly date) => date.Year is >= 1980 and < 2080
        ? date.ToString("yyMMdd", CultureInfo.InvariantCulture)
        : throw NoPlace("a day", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Refuses a value rather than bend it.</summary>
    internal static ArgumentException NoPlace(string what, string? value) =>
        new($"The format has no place for {what} \"{value}\".", nameof(value));

    private void Release()
    {
        if (_held is not { } entry)
            return;
        _held = null;
        Entry(entry, _advices);
        _advices.Clear();
    }
}
