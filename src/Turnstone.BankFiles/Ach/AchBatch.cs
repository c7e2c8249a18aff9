using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Ach;

/// <summary>A batch: its company, class and date, and the entry that is open for its addenda.</summary>
internal sealed class AchBatch
{
    private readonly Findings _findings;
    private readonly string _serviceClass;
    private readonly AchEntry _entry;

    public AchBatch(Findings findings, AchEntry entry, ReadOnlySpan<byte> header, long line, DateOnly? created)
    {
        (_findings, _entry, Line) = (findings, entry, line);
        _serviceClass = Bytes.Text(header[1..4]);
        EntryClass = Bytes.Text(header[50..53]).ToUpperInvariant();
        Company = Text(header[4..20]);
        // Discretionary data often hold the payer's account.
        Discretionary = Text(header[20..40]);
        CompanyId = Text(header[40..50]);
        Description = Text(header[53..63]);
        Date = Bytes.TryDate6(header[69..75], out var date) ? date : created;
        // An IAT batch names no company in these columns but the currencies, of origin and of destination.
        if (EntryClass == "IAT")
            (Company, Discretionary) = ("", "");
        Currency = EntryClass == "IAT" && Kernel(header[66..69]) is { } stated ? stated
            : findings.Settings.DefaultCurrency ?? Currency.Usd;
        if (Date is null)
            findings.Problem(Severity.Error, "ach.batch_date", line, "Neither batch nor file has a date; entries " +
                "are dated 0001-01-01.", header);
    }

    private AchBatch(Findings findings, AchEntry entry, long line, DateOnly? created)
    {
        (_findings, _entry, Line, Date, IsLost) = (findings, entry, line, created, true);
        (_serviceClass, EntryClass, Company, Discretionary, CompanyId, Description) = ("", "", "", "", "", "");
        Currency = findings.Settings.DefaultCurrency ?? Currency.Usd;
    }

    public long Line { get; }

    public string EntryClass { get; }

    public string Company { get; }

    public string Discretionary { get; }

    public string CompanyId { get; }

    /// <summary>The company, with the account its discretionary data may hold.</summary>
    public Payer Payer => field ??= PayerOf(Company.Length == 0 ? null : Company);

    public string Description { get; }

    public DateOnly? Date { get; }

    public Currency Currency { get; }

    /// <summary>Its header is missing.</summary>
    public bool IsLost { get; }

    /// <summary>None of its entries was handed out yet.</summary>
    public bool IsFirst { get; set; } = true;

    public AchTotals Totals { get; } = new();

    /// <summary>The entry whose addenda may follow.</summary>
    public AchEntry? Open { get; private set; }

    /// <summary>The entries that follow are of a batch whose header is lost.</summary>
    public static AchBatch Lost(Findings findings, AchEntry entry, long line, DateOnly? created) =>
        new(findings, entry, line, created);

    public void Entry(AchLines lines)
    {
        var record = lines.Current;
        Totals.Entries++;
        Totals.AddRouting(record[3..11]);
        if (!IsRouting(record[3..12]))
            _findings.Problem(Severity.Note, "ach.check_digit", lines.Line, "The routing number's check digit is " +
                "wrong.", record);
        Open = _entry.Begin(this, lines) ? _entry : null;
        if (Open is not null)
            Totals.AddAmount(Open.Minor, Open.IsDebit);
    }

    /// <summary>Hands out the open entry with its addenda; null where none is open.</summary>
    public (BankTransaction Transaction, string Account, Remittance? Remittance)? Close()
    {
        if (Open is not { } entry)
            return null;
        Open = null;
        return entry.Make();
    }

    public void Check(ReadOnlySpan<byte> control, long line)
    {
        AchTotals.CheckCount(_findings, line, new("ach.batch_count", "entries and addenda", control[4..10]),
            Totals.Entries + Totals.Addenda);
        AchTotals.CheckCount(_findings, line, new("ach.batch_hash", "as entry hash", control[10..20]), Totals.Hash);
        // Advices (ADV) have wider totals.
        var isAdvice = EntryClass == "ADV";
        var debits = isAdvice ? control[20..40] : control[20..32];
        var credits = isAdvice ? control[40..60] : control[32..44];
        AchTotals.CheckSum(_findings, line, new("ach.batch_debits", "debits", debits), Totals.Debits);
        AchTotals.CheckSum(_findings, line, new("ach.batch_credits", "credits", credits), Totals.Credits);
        if ((_serviceClass == "220" && Totals.Debits != 0) || (_serviceClass == "225" && Totals.Credits != 0))
        {
            _findings.Problem(Severity.Warning, "ach.service_class", line, string.Create(CultureInfo.InvariantCulture,
                $"Class {_serviceClass} allows no entries of the other direction, and the batch of line {Line} has " +
                $"some."));
        }
    }

    /// <summary>A name with the account of the batch.</summary>
    public Payer PayerOf(string? name)
    {
        var account = Discretionary is { Length: >= 6 } held && held.All(char.IsAsciiLetterOrDigit)
            && held.Any(char.IsAsciiDigit) ? held : null;
        return name is null && account is null ? Payer.Unknown : new(name, account);
    }

    private static string Text(ReadOnlySpan<byte> field) => Bytes.Text(field).Trim();

    private static Currency? Kernel(ReadOnlySpan<byte> code) =>
        Currency.TryParse(Bytes.Text(code), out var currency) ? currency : null;

    // Weights 3, 7, 1 over eight digits; the ninth makes the sum a multiple of ten.
    private static bool IsRouting(ReadOnlySpan<byte> routing)
    {
        if (routing.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var sum = 0;
        for (var i = 0; i < 9; i += 3)
            sum += (routing[i] - '0') * 3 + (routing[i + 1] - '0') * 7 + routing[i + 2] - '0';
        return sum % 10 == 0;
    }
}
