using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Fedwire;

/// <summary>
/// Cuts lines into tags and tags into messages: a message begins at <c>{1500}</c>, or where a tag that a message has
/// once comes again.
/// </summary>
internal sealed class FedwireReader(Stream file, ReadSettings settings)
{
    // {1500} sender supplied, {1510} type, {1520} IMAD, {2000} amount: once in each message.
    private static readonly int[] Once = [1500, 1510, 1520, 2000];

    private const int TagLength = 6;

    private readonly Findings _findings = new(settings);
    private FedwireMessage? _message;
    private string? _account;
    private long _transactions;

    public IEnumerable<FileItem> Read() => LineByLine.Read(new Lines(file, settings), _findings, Take, AtEnd);

    private void AtEnd(Lines lines)
    {
        EndMessage();
        EndStatement();
    }

    private void Take(Lines lines)
    {
        var line = lines.Current;
        if (lines.Cut)
            _findings.Problem(Severity.Error, "fedwire.too_long", lines.Line,
                "The line is longer than the limit and was cut.", line);
        var at = NextTag(line);
        // What stands before a file's first tag is the length and format bytes of its transfer.
        if (at != 0 && _message is not null)
            _message.Continue(line[..(at < 0 ? line.Length : at)]);
        while (at >= 0)
        {
            var rest = line[(at + TagLength)..];
            var next = NextTag(rest);
            Bytes.TryDigits(line.Slice(at + 1, 4), out var tag);
            Begin((int)tag, lines, at);
            _message!.Take((int)tag, next < 0 ? rest : rest[..next], lines.Offset + line.Length);
            at = next < 0 ? -1 : at + TagLength + next;
        }
    }

    private void Begin(int tag, Lines lines, int at)
    {
        if (_message is not null && !(Once.Contains(tag) && (tag == 1500 || _message.Has(tag))))
            return;
        EndMessage();
        _message = new(lines.Line, lines.Offset + at);
    }

    private static int NextTag(ReadOnlySpan<byte> line)
    {
        for (var from = 0; ; from++)
        {
            var found = line[from..].IndexOf((byte)'{');
            if (found < 0)
                return -1;
            from += found;
            if (line.Length - from >= TagLength && line[from + 5] == '}'
                && line.Slice(from + 1, 4).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
                return from;
        }
    }

    private void EndMessage()
    {
        if (_message is not { } message)
            return;
        _message = null;
        if (message.AmountIn(_findings) is not { } amount)
            return;
        var account = message.Account;
        if (!string.Equals(account, _account, StringComparison.Ordinal))
        {
            EndStatement();
            (_account, _transactions) = (account, 0);
            _findings.Add(new StatementBegan(new(account, amount.Currency, message.Date, Opening: null, Closing: null,
                Number: null, message.Line)));
        }

        _transactions++;
        var transaction = message.Make(amount, _findings);
        _findings.Add(new TransactionRead(transaction));
        if (FedwireRemittance.Read(message, transaction) is not { } remittance)
            return;
        _findings.Add(new RemittanceRead(remittance));
        RemittanceSums.Check(_findings, remittance);
    }

    private void EndStatement()
    {
        if (_account is not null)
            _findings.Add(new StatementEnded(new(Closing: null, _transactions)));
    }
}
