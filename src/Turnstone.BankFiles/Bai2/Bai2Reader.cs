using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Bai2;

/// <summary>
/// Walks the records of a BAI2 file, checks its totals at three levels and turns entries into transactions.
/// </summary>
internal sealed class Bai2Reader(Stream file, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private readonly Totals _file = new("file");
    private readonly Totals _group = new("group");
    private readonly Totals _account = new("account");
    private AccountReader? _entries;
    private bool _fileOpen;
    private bool _groupOpen;
    private bool _fileEnded;
    private DateOnly? _asOf;
    private DateOnly? _created;
    private Currency _groupCurrency;

    public IEnumerable<FileItem> Read()
    {
        using var records = new LogicalRecords(new(file, settings), settings.LongestRecord);
        while (records.Read())
        {
            Take(records);
            foreach (var item in _findings.Items)
                yield return item;
            _findings.Items.Clear();
        }

        End();
        _findings.End();
        foreach (var item in _findings.Items)
            yield return item;
    }

    private void Take(LogicalRecords record)
    {
        if (record.Cut)
            Problem(Severity.Error, "bai2.too_long", record, "The record is longer than the limit and was cut.");
        if (record.Unmarked > 0)
            Problem(Severity.Note, "bai2.unmarked_text", record, "Text runs on over a line without a record code.");
        switch (record.Code)
        {
            case 1: BeginFile(record); break;
            case 2: BeginGroup(record); break;
            case 3: BeginAccount(record); break;
            case 16: Entry(record); break;
            case 49: EndAccount(record); break;
            case 98: EndGroup(record); break;
            case 99: EndFile(record); break;
            default: Unknown(record); break;
        }
    }

    private void BeginFile(LogicalRecords record)
    {
        if (_fileOpen)
            Missing(record.Line, "file", "99");
        (_fileOpen, _fileEnded) = (true, false);
        _file.Begin(record.Line, record.Physical);
        var fields = new Fields(record.Body);
        fields.Next();
        fields.Next();
        _created = Bytes.TryDate6Or8(fields.Next(), out var created) ? created : null;
        for (var i = 0; i < 4; i++)
            fields.Next();
        var version = fields.Next();
        if (version is not [(byte)'2'])
            Problem(Severity.Note, "bai2.version", record, $"The header says version \"{Bytes.Raw(version)}\", not 2.");
    }

    private void BeginGroup(LogicalRecords record)
    {
        CloseAccount(record.Line, missing: _entries is not null);
        if (_groupOpen)
            CloseGroup(record.Line, "98");
        if (!_fileOpen && !_fileEnded)
            NoHeader(record);
        _groupOpen = true;
        _group.Begin(record.Line, record.Physical);
        var fields = new Fields(record.Body);
        fields.Next();
        fields.Next();
        var status = fields.Next();
        var date = fields.Next();
        fields.Next();
        var currency = fields.Next();
        var modifier = fields.Next();
        if (!Bytes.TryDate6Or8(date, out var asOf))
            Problem(Severity.Error, "bai2.as_of_date", record, $"The as-of date \"{Bytes.Raw(date)}\" is no date " +
                $"of form YYMMDD.");
        _asOf = asOf == default ? null : asOf;
        // The specification's default is the receiver's currency; the source's setting says it.
        _groupCurrency = CurrencyOf(currency, settings.DefaultCurrency ?? Currency.Usd, record);
        Statuses.Check(_findings, record.Line, status, modifier);
    }

    private void BeginAccount(LogicalRecords record)
    {
        CloseAccount(record.Line, missing: _entries is not null);
        if (!_groupOpen)
        {
            Problem(Severity.Error, "bai2.no_group", record, "The account stands outside of a group: its 02 record " +
                "is missing.");
            BeginLostGroup(record);
        }

        _account.Begin(record.Line, record.Physical);
        var fields = new Fields(record.Body);
        var number = Bytes.Text(fields.Next());
        var currency = CurrencyOf(fields.Next(), _groupCurrency, record);
        _entries = new(_findings, _account, number, currency, _asOf ?? _created);
        _entries.Begin(record, fields);
    }

    private void BeginLostGroup(LogicalRecords record)
    {
        _groupOpen = true;
        _group.Begin(record.Line, 0);
        _asOf = null;
        _groupCurrency = settings.DefaultCurrency ?? Currency.Usd;
    }

    private void Entry(LogicalRecords record)
    {
        if (_entries is null)
        {
            Problem(Severity.Error, "bai2.no_account", record, "The entry stands outside of an account and belongs " +
                "to none.");
            return;
        }

        _account.Count(record.Physical);
        _entries.Entry(record);
    }

    private void EndAccount(LogicalRecords record)
    {
        if (_entries is null)
        {
            Problem(Severity.Error, "bai2.no_account", record, "An account's trailer stands without an account.");
            return;
        }

        var fields = new Fields(record.Body);
        var total = fields.Next();
        var count = fields.Next();
        _account.Count(record.Physical);
        _account.Check(_findings, record.Line, total, members: [], count);
        CloseAccount(record.Line, missing: false);
    }

    private void CloseAccount(long line, bool missing)
    {
        if (_entries is null)
            return;
        if (missing)
            Missing(line, "account", "49");
        _entries.End();
        _entries = null;
        _group.Member(_account);
    }

    private void EndGroup(LogicalRecords record)
    {
        CloseAccount(record.Line, missing: _entries is not null);
        if (!_groupOpen)
        {
            Problem(Severity.Error, "bai2.no_group", record, "A group's trailer stands without a group.");
            return;
        }

        var fields = new Fields(record.Body);
        var total = fields.Next();
        var accounts = fields.Next();
        var count = fields.Next();
        _group.Count(record.Physical);
        _group.Check(_findings, record.Line, total, accounts, count);
        CloseGroup(record.Line, missing: null);
    }

    private void CloseGroup(long line, string? missing)
    {
        if (missing is not null)
            Missing(line, "group", missing);
        _groupOpen = false;
        _file.Member(_group);
    }

    private void EndFile(LogicalRecords record)
    {
        CloseAccount(record.Line, missing: _entries is not null);
        if (_groupOpen)
            CloseGroup(record.Line, "98");
        if (_fileEnded)
            Problem(Severity.Error, "bai2.after_end", record, "A second file trailer follows the file's end.");
        var fields = new Fields(record.Body);
        var total = fields.Next();
        var groups = fields.Next();
        var count = fields.Next();
        _file.Count(record.Physical);
        _file.Check(_findings, record.Line, total, groups, count);
        (_fileOpen, _fileEnded) = (false, true);
    }

    private void End()
    {
        CloseAccount(0, missing: _entries is not null);
        if (_groupOpen)
            CloseGroup(0, "98");
        if (!_fileEnded)
            Missing(0, "file", "99");
    }

    private void NoHeader(LogicalRecords record)
    {
        Problem(Severity.Error, "bai2.no_header", record, "The file does not begin with its 01 record: something " +
            "before it is lost.");
        _fileOpen = true;
        _file.Begin(record.Line, 0);
    }

    private void Unknown(LogicalRecords record)
    {
        if (record.Code == 0 && record.Body.StartsWith("$$"u8))
        {
            Problem(Severity.Note, "bai2.mailbox_line", record,
                "The line is for the transfer's mailbox and no record.");
            return;
        }

        // An unread line counts for the trailer: the bank counted it too.
        if (_entries is not null)
            _account.Count(record.Physical);
        Problem(Severity.Error, "bai2.unknown_record", record, record.Code == 88
            ? "A continuation follows nothing it could continue." : "The line has no record code of BAI2 and is " +
                "not read.");
    }

    private Currency CurrencyOf(ReadOnlySpan<byte> field, Currency otherwise, LogicalRecords record)
    {
        if (field.IsEmpty)
            return otherwise;
        if (Currency.TryParse(Bytes.Text(field), out var currency))
            return currency;
        Problem(Severity.Error, "bai2.currency", record, $"\"{Bytes.Raw(field)}\" is no currency code; " +
            $"{otherwise.Code} is taken.");
        return otherwise;
    }

    private void Missing(long line, string what, string code) =>
        _findings.Problem(Severity.Error, "bai2.missing_trailer", line,
        $"The {what} has no {code} record: lines may be missing, and its total cannot be checked. Ask the bank to " +
        $"send it again.");

    private void Problem(Severity severity, string rule, LogicalRecords record, string message) =>
        _findings.Problem(severity, rule, record.Line, message, record.Body);
}
