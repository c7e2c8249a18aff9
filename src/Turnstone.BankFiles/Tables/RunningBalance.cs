using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Tables;

/// <summary>
/// The best check a table has: each row's balance follows from the one before it, oldest first or newest first. A
/// column
/// that does so in neither order holds something else and proves nothing.
/// </summary>
internal sealed class RunningBalance
{
    private Money? _firstBalance;
    private Money? _lastBalance;
    private Money? _lastAmount;
    private long _rows;
    private long _oldestFirstBreaks;
    private long _newestFirstBreaks;
    private long _oldestFirstLine;
    private long _newestFirstLine;

    public void Take(Money amount, Money balance, long line)
    {
        if (_lastBalance is { } before && before.Currency == balance.Currency)
        {
            _rows++;
            if (before.Minor + (Int128)amount.Minor != balance.Minor && ++_oldestFirstBreaks == 1)
                _oldestFirstLine = line;
            if (balance.Minor + (Int128)_lastAmount!.Value.Minor != before.Minor && ++_newestFirstBreaks == 1)
                _newestFirstLine = line;
        }

        _firstBalance ??= balance;
        (_lastBalance, _lastAmount) = (balance, amount);
    }

    /// <summary>Reports what breaks, and gives the closing balance where the column proves one.</summary>
    public Money? End(Findings findings)
    {
        var oldestFirst = _oldestFirstBreaks <= _newestFirstBreaks;
        var (breaks, line) = oldestFirst ? (_oldestFirstBreaks, _oldestFirstLine) : (_newestFirstBreaks,
            _newestFirstLine);
        var isRunning = breaks * 3 <= _rows;
        var closing = isRunning ? (oldestFirst ? _lastBalance : _firstBalance) : null;
        if (breaks > 0 && isRunning)
        {
            findings.Problem(Severity.Error, Quirks.WrongBalances, "table.balance", line,
                string.Create(CultureInfo.InvariantCulture,
                $"The balance does not follow from the row before it ({breaks} times in {_rows + 1} rows): a row " +
                $"may be missing."));
        }
        else if (breaks > 0)
        {
            findings.Problem(Severity.Note, "table.no_running_balance", line, "The balance column does not run " +
                "from row to row and is not checked.");
        }

        (_firstBalance, _lastBalance, _lastAmount) = (null, null, null);
        (_rows, _oldestFirstBreaks, _newestFirstBreaks) = (0, 0, 0);
        return closing;
    }
}
