using System.Security.Cryptography;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;

namespace Turnstone.UseCases.CashApplication.PlainFiles;

/// <summary>A finding about one of the files given.</summary>
/// <param name="File">Name of the file without its folder.</param>
/// <param name="Problem">What was found.</param>
public sealed record PlainProblem(string File, Problem Problem);

/// <summary>
/// Bank files and remittances read without a database: lines in file and line order, advices, findings.
/// </summary>
public sealed class PlainBankFiles
{
    private readonly List<PlainLine> _lines = [];
    private readonly List<Advice> _advices = [];
    private readonly List<PlainProblem> _problems = [];
    private readonly HashSet<string> _contents = new(StringComparer.Ordinal);

    /// <summary>What may be a receipt and what is none, in the order the files were given.</summary>
    public IReadOnlyList<PlainLine> Lines => _lines;

    /// <summary>The payers' words on what they pay, from all files.</summary>
    public IReadOnlyList<Advice> Advices => _advices;

    /// <summary>Every finding above a note.</summary>
    public IReadOnlyList<PlainProblem> Problems => _problems;

    /// <summary>How many files could be read.</summary>
    public int Read { get; private set; }

    /// <summary>How many files could not.</summary>
    public int Refused { get; private set; }

    /// <summary>Reads one file by its content; the same bytes a second time are refused.</summary>
    public void Add(string path, ReadSettings settings)
    {
        var file = Path.GetFileName(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var content = Convert.ToHexString(SHA256.HashData(stream));
        stream.Position = 0;
        if (!_contents.Add(content))
        {
            Refuse(file, new(Severity.Error, "file.twice", 0,
                "The same content was given before: it is not read again."));
            return;
        }

        var began = false;
        var role = SourceRole.Statement;
        Recognition? recognition = null;
        foreach (var item in AnyFile.Read(stream, settings))
        {
            switch (item)
            {
                case FileBegan start:
                    (began, role) = (true, start.Recognition.Role);
                    recognition = start.Recognition;
                    break;
                case TransactionRead read: Line(file, read.Transaction, role); break;
                case RemittanceRead read: Advise(read.Remittance, recognition, settings); break;
                case ProblemFound found when found.Problem.Severity > Severity.Note:
                    _problems.Add(new(file, found.Problem));
                    break;
                default: break;
            }
        }

        if (began)
            Read++;
        else
            Refused++;
    }

    private void Refuse(string file, Problem problem)
    {
        _problems.Add(new(file, problem));
        Refused++;
    }

    /// <summary>
    /// A line with details stands for them; what they leave is a receipt of its own. What is not booked yet waits for
    /// its booked line.
    /// </summary>
    private void Line(string file, BankTransaction transaction, SourceRole role)
    {
        if (role == SourceRole.Intraday)
            transaction = transaction with { Kind = LineKind.Undecided, Parts = [] };
        if (transaction.Parts.Count == 0)
        {
            _lines.Add(new(file, transaction));
            return;
        }

        foreach (var part in transaction.Parts)
            _lines.Add(new(file, part));
        if (transaction.Parts.Any(part => part.Amount.Currency != transaction.Amount.Currency))
            return;
        var division = DetailItems.Divide(transaction.Amount, [.. transaction.Parts.Select(part => part.Amount)]);
        if (division.RemainderKind is { } kind)
            _lines.Add(new(file, transaction with
            {
                Amount = division.Remainder, Kind = transaction.Kind == LineKind.Receipt ? kind : transaction.Kind,
                Parts = [],
            }));
    }

    private void Advise(Remittance remittance, Recognition? recognition, ReadSettings settings)
    {
        if (Plain(remittance, recognition, settings) is { } advice)
            _advices.Add(advice);
    }

    /// <summary>A remittance as the engine takes it; null where it names nothing.</summary>
    public static Advice? Plain(Remittance remittance, Recognition? recognition, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(remittance);
        ArgumentNullException.ThrowIfNull(settings);
        // An X12 820 without CUR is read as US dollars, and payers abroad send it so in any currency.
        var guessed = settings.DefaultCurrency is null && remittance.Currency == Currency.Usd
            && recognition?.Format.StartsWith("x12", StringComparison.Ordinal) == true;
        var lines = remittance.Lines.Where(line => line.Document.Length > 0)
            .Select(line => new AdviceLine(line.Document, line.Net ?? Net(line), line.Discount))
            .OrderBy(line => line.Document, StringComparer.Ordinal).ThenBy(line => line.Paid?.Minor).ToArray();
        return lines.Length == 0 ? null
            : new(remittance.Reference, remittance.Date, remittance.Payer, remittance.Total, lines)
            {
                CurrencyStated = remittance.Currency is not null && !guessed,
            };
    }

    private static Money? Net(RemittanceLine line)
    {
        if (line.Gross is not { } gross)
            return null;
        var zero = Money.Zero(gross.Currency);
        return gross - (line.Discount ?? zero) - (line.Deduction ?? zero);
    }
}
