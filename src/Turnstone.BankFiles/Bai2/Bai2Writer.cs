using System.Globalization;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Bai2;

/// <summary>
/// A prior-day report: groups by day, accounts with balances, entries with their texts in 88 records, and the three
/// control totals with their counts.
/// </summary>
internal sealed class Bai2Writer(Envelope envelope) : ItemWriter(envelope)
{
    // A text line of the physical width without its slash would run on in the next; the slash ends it.
    private const int FullLine = 70;

    private readonly Level _file = new();
    private readonly Level _group = new();
    private readonly Level _account = new();
    private DateOnly? _day;

    protected override void Begin(StatementHead head)
    {
        if (_file.Records == 0)
            Record(_file, string.Create(CultureInfo.InvariantCulture,
                $"01,{Plain("a sender", Envelope.Sender)},{Plain("a receiver", Envelope.Receiver)},{Date6(
                Envelope.Created)},0600,{Envelope.Number},,,2/"));
        if (_day != head.AsOf)
            BeginGroup(head);
        Record(_account, $"03,{Plain("an account", head.Account)},{head.Currency.Code}"
            + $"{Balance("010", head.Opening?.Minor)}{Balance("015", head.Closing?.Minor)}/");
        _account.Add(head.Opening?.Minor ?? 0);
        _account.Add(head.Closing?.Minor ?? 0);
    }

    protected override void Entry(BankTransaction entry, IReadOnlyList<Remittance> advices)
    {
        if (advices.Count > 0)
            throw NoPlace("an advice", advices[0].Reference);
        if (entry.TypeCode is not { Length: 3 } code || !int.TryParse(code, NumberStyles.None,
            CultureInfo.InvariantCulture, out var number))
            throw NoPlace("an entry without a type code of three digits, but", entry.TypeCode);
        // Entries carry no sign; a minus is how banks turn the direction of the code.
        var minor = TypeCodes.Of(number).Sign < 0 ? -entry.Amount.Minor : entry.Amount.Minor;
        var funds = entry.ValueDate is { } day ? $"V,{Date6(day)}," : "Z";
        Text($"16,{code},{minor.ToString(CultureInfo.InvariantCulture)},{funds},"
            + $"{Word("a reference", entry.Reference)},{Word("a customer reference",
            entry.References.GetValueOrDefault("customer"))},", entry.Text);
        _account.Add(minor);
        foreach (var part in entry.Parts)
            Entry(part, []);
    }

    protected override void EndStatement(StatementEnd end)
    {
        Record(_account, string.Create(CultureInfo.InvariantCulture, $"49,{_account.Sum},{_account.Records + 1}/"));
        _account.Close(_group);
    }

    protected override void Advice(Remittance advice) => throw NoPlace("an advice", advice.Reference);

    protected override void EndFile()
    {
        EndGroup();
        Record(_file, string.Create(CultureInfo.InvariantCulture,
            $"99,{_file.Sum},{_file.Members},{_file.Records + 1}/"));
    }

    private void BeginGroup(StatementHead head)
    {
        if (head.AsOf is not { } day)
            throw NoPlace("a statement without a day, account", head.Account);
        EndGroup();
        _day = day;
        Record(_group, $"02,{Envelope.Receiver},{Envelope.Sender},1,{Date6(day)},,{head.Currency.Code},2/");
    }

    private void EndGroup()
    {
        if (_day is null)
            return;
        _day = null;
        Record(_group, string.Create(CultureInfo.InvariantCulture,
            $"98,{_group.Sum},{_group.Members},{_group.Records + 1}/"));
        _group.Close(_file);
    }

    private void Text(string fields, string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = (i == 0 ? fields : "88,") + lines[i];
            var open = lines[i].Length > 0 && line[^1] != '/' && line.Length < FullLine;
            Record(_account, open ? line : line + "/");
        }
    }

    private void Record(Level level, string record)
    {
        level.Records++;
        Line(record);
    }

    private static string Balance(string code, long? minor) =>
        minor is { } stated ? string.Create(CultureInfo.InvariantCulture, $",{code},{stated},,") : "";

    private static string Plain(string what, string value) =>
        value.AsSpan().ContainsAny(",/\n") ? throw NoPlace(what, value) : value;

    private static string Word(string what, string? value) =>
        value.AsSpan().ContainsAny(",\n") ? throw NoPlace(what, value) : value ?? "";

    // A total and counts at one level of the file.
    private sealed class Level
    {
        public Int128 Sum { get; private set; }

        public long Records { get; set; }

        public long Members { get; private set; }

        public void Add(long minor) => Sum += minor;

        public void Close(Level above)
        {
            above.Sum += Sum;
            above.Records += Records;
            above.Members++;
            (Sum, Records, Members) = (0, 0, 0);
        }
    }
}
