using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles;

/// <summary>One account's statement in short.</summary>
/// <param name="Head">What it says of itself.</param>
/// <param name="Closing">Closing balance; null where not stated.</param>
/// <param name="Entries">How many entries.</param>
/// <param name="Credits">Sum of money in.</param>
/// <param name="Debits">Sum of money out, positive.</param>
/// <param name="Kinds">Entries by kind.</param>
public sealed record StatementReport(
    StatementHead Head, Money? Closing, long Entries, Int128 Credits, Int128 Debits, IReadOnlyDictionary<LineKind,
        long> Kinds);

/// <summary>What a bank file is, what it says, and every deviation.</summary>
/// <param name="Outcome">In one glance.</param>
/// <param name="Statements">Its statements in short.</param>
/// <param name="RemittanceLines">Lines of all its remittances.</param>
/// <param name="Problems">Every deviation with its line and rule.</param>
/// <param name="Profile">The quirks under which it reads with notes only.</param>
public sealed record DoctorReport(
    ReadOutcome Outcome, IReadOnlyList<StatementReport> Statements, long RemittanceLines,
    IReadOnlyList<Problem> Problems, QuirkProfile Profile)
{
    /// <summary>Which bank it seems to be of; null where nothing says.</summary>
    public BankGuess? Bank { get; init; }

    /// <summary>
    /// Every figure it states of itself beside what was counted; empty where the settings did not ask for them.
    /// </summary>
    public IReadOnlyList<ControlTotal> Totals { get; init; } = [];
}

/// <summary>Examines a bank file: the library behind <c>turnstone doctor</c>.</summary>
public static class Doctor
{
    /// <summary>Reads the file once, keeping figures and problems only.</summary>
    public static DoctorReport Examine(IEnumerable<FileItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var examination = new Examination();
        foreach (var item in items)
            examination.Take(item);
        return examination.Report();
    }

    /// <summary>The report as JSON.</summary>
    public static void WriteJson(DoctorReport report, string file, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("file", file);
        JsonRows.Text(json, "format", report.Outcome.Recognition?.Format);
        JsonRows.Text(json, "version", report.Outcome.Recognition?.Version);
        JsonRows.Text(json, "role", report.Outcome.Recognition is { } known ? Words.Of(known.Role) : null);
        if (report.Bank is { } bank)
        {
            JsonRows.Text(json, "likely_bank", bank.Name);
            json.WriteString("bank_mark", bank.Mark);
        }

        json.WriteStartArray("statements");
        foreach (var statement in report.Statements)
            Statement(json, statement);
        json.WriteEndArray();
        json.WriteNumber("remittances", report.Outcome.Remittances);
        json.WriteNumber("remittance_lines", report.RemittanceLines);
        Totals(json, report.Totals);
        Profile(json, report.Profile);
        json.WriteStartArray("problems");
        foreach (var problem in report.Problems)
            JsonRows.Problem(json, problem, RuleSources.Of(problem.Rule));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Totals(Utf8JsonWriter json, IReadOnlyList<ControlTotal> totals)
    {
        json.WriteStartArray("control_totals");
        foreach (var total in totals)
        {
            json.WriteStartObject();
            json.WriteString("rule", total.Rule);
            json.WriteNumber("line", total.Line);
            json.WriteString("stated", total.Stated);
            json.WriteString("counted", total.Counted);
            json.WriteBoolean("agrees", total.Agrees);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Profile(Utf8JsonWriter json, QuirkProfile profile)
    {
        json.WriteStartObject("quirk_profile");
        json.WriteStartArray("quirks");
        foreach (var one in profile.Proposed)
        {
            json.WriteStartObject();
            json.WriteString("quirk", Words.Of(one.Quirk));
            json.WriteNumber("deviations", one.Deviations);
            json.WriteNumber("first_line", one.FirstLine);
            json.WriteBoolean("money_in_doubt", one.IsMoney);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("uncovered", profile.Uncovered);
        json.WriteEndObject();
    }

    /// <summary>The report as text for a terminal.</summary>
    public static void WriteText(DoctorReport report, string file, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(report.Outcome.Recognition is { } known
            ? $"{file}: {known.Format}{(known.Version is null ? "" : " version " + known.Version)}, role " +
                $"{Words.Of(known.Role)}"
            : $"{file}: not recognised");
        if (report.Bank is { } bank)
            output.WriteLine($"  bank: {(bank.Name is { } name ? $"{name}, by " : "not known by name; ")}{bank.Mark}");
        foreach (var statement in report.Statements)
            output.WriteLine("  " + Text(statement));
        if (report.Outcome.Remittances > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {report.Outcome.Remittances} remittances with {report.RemittanceLines} lines"));
        }

        if (report.Totals.Count > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  control figures: {report.Totals.Count} stated, {report.Totals.Count(one => one.Agrees)} agree"));
        }

        foreach (var total in report.Totals.Where(one => !one.Agrees))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  line {total.Line}: {total.What} stated {total.Stated}, counted {total.Counted}"));
        }

        foreach (var problem in report.Problems)
            output.WriteLine($"  {Text(problem)} ({RuleSources.Of(problem.Rule)})");
        WriteProfile(report.Profile, output);
        if (report.Problems.Count == 0 && report.Outcome.Recognition is not null)
            output.WriteLine("  No deviation found.");
    }

    private static void WriteProfile(QuirkProfile profile, TextWriter output)
    {
        if (profile.Proposed.Count == 0)
            return;
        output.WriteLine($"  If this bank always sends so, its source's setting can say: {profile.ToSetting()}");
        foreach (var one in profile.Proposed)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {Words.Of(one.Quirk)} covers {one.Deviations} deviations, the first at line {one.FirstLine}")
                + (one.IsMoney ? "; money does not add up there: let the bank confirm it first" : ""));
        }

        if (profile.Uncovered > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {profile.Uncovered} deviations stay whatever is tolerated."));
        }
    }

    private static string Text(StatementReport statement)
    {
        var currency = statement.Head.Currency;
        return string.Create(CultureInfo.InvariantCulture,
            $"account {statement.Head.Account} {currency.Code}: {statement.Entries} entries, in " +
            $"{Major(statement.Credits, currency)}, " +
            $"out {Major(statement.Debits, currency)}, opening " +
            $"{statement.Head.Opening?.ToPlainString() ?? "not stated"}, closing " +
            $"{statement.Closing?.ToPlainString() ?? "not stated"}; ") +
            string.Join(", ", statement.Kinds.OrderBy(pair => pair.Key)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {Words.Of(pair.Key)}")));
    }

    private static string Text(Problem problem)
    {
        var place = problem.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" line {problem.Line}");
        return $"{Words.Of(problem.Severity)}{place} [{problem.Rule}] {problem.Message}";
    }

    private static void Statement(Utf8JsonWriter json, StatementReport statement)
    {
        var currency = statement.Head.Currency;
        json.WriteStartObject();
        json.WriteString("account", statement.Head.Account);
        json.WriteString("currency", currency.Code);
        JsonRows.Date(json, "as_of", statement.Head.AsOf);
        JsonRows.Amount(json, "opening", statement.Head.Opening);
        JsonRows.Amount(json, "closing", statement.Closing);
        json.WriteNumber("entries", statement.Entries);
        json.WriteString("credits", Major(statement.Credits, currency));
        json.WriteString("debits", Major(statement.Debits, currency));
        json.WriteStartObject("kinds");
        foreach (var (kind, count) in statement.Kinds.OrderBy(pair => pair.Key))
            json.WriteNumber(Words.Of(kind), count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A sum over a file may be larger than one amount can be, so it is no Money.
    private static string Major(Int128 minor, Currency currency)
    {
        var (whole, fraction) = Int128.DivRem(minor, currency.MinorPerMajor);
        var text = whole.ToString(CultureInfo.InvariantCulture);
        return currency.Exponent == 0
            ? text : text + "." + fraction.ToString(CultureInfo.InvariantCulture).PadLeft(currency.Exponent, '0');
    }

    private sealed class Examination
    {
        private readonly List<StatementReport> _statements = [];
        private readonly List<ProblemFound> _problems = [];
        private readonly List<ControlTotal> _totals = [];
        private BankGuess? _bank;
        private Dictionary<LineKind, long> _kinds = [];
        private Recognition? _recognition;
        private long _transactions;
        private long _remittances;
        private long _remittanceLines;

        public void Take(FileItem item)
        {
            switch (item)
            {
                case FileBegan began: _recognition = began.Recognition; break;
                case StatementBegan began:
                    _statements.Add(new(began.Head, began.Head.Closing, 0, 0, 0, _kinds = []));
                    break;
                case TransactionRead read: Count(read.Transaction); break;
                case StatementEnded ended:
                    _statements[^1] = _statements[^1] with { Closing = ended.End.Closing ?? _statements[^1].Closing };
                    break;
                case RemittanceRead read:
                    _remittances++;
                    _remittanceLines += read.Remittance.Lines.Count;
                    break;
                case ProblemFound found: _problems.Add(found); break;
                case TotalCompared compared: _totals.Add(compared.Total); break;
                case BankGuessed guessed: _bank ??= guessed.Guess; break;
                default: throw new InvalidOperationException($"A reader gave {item.GetType().Name}.");
            }
        }

        public DoctorReport Report() => new(
            new(_recognition, _transactions, _remittances, _statements.Count,
                _problems.Count == 0 ? null : _problems.Max(found => found.Problem.Severity)),
            _statements, _remittanceLines, [.. _problems.Select(found => found.Problem)], QuirkProfile.Of(_problems))
        {
            Bank = _bank, Totals = _totals,
        };

        private void Count(BankTransaction transaction)
        {
            _transactions++;
            _kinds[transaction.Kind] = _kinds.GetValueOrDefault(transaction.Kind) + 1;
            var (at, minor) = (_statements[^1], transaction.Amount.Minor);
            _statements[^1] = at with
            {
                Entries = at.Entries + 1,
                Credits = at.Credits + (minor > 0 ? minor : 0),
                Debits = at.Debits - (minor < 0 ? minor : 0),
            };
        }
    }
}
