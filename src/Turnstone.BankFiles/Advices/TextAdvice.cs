using Turnstone.BankFiles.Tables;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Advices;

/// <summary>
/// Reads one letter: labelled lines give payer, reference, date and total; a table, a list of documents with amounts or
/// blocks of labels give its lines. What the lines do not add up to is reported.
/// </summary>
internal sealed class TextAdvice(Findings findings)
{
    private readonly List<(string Text, long Line)> _lines = [];
    private readonly List<RawLine> _rows = [];
    private readonly Dictionary<LetterPart, (string Value, long Line)> _labels = [];
    private string? _signature;
    private string? _totalRow;
    private Currency? _currency;

    private sealed record RawLine(Dictionary<Field, string> Cells, long Line, string Raw);

    /// <summary>True where the text is an advice: it says so, or has a table of documents.</summary>
    public static bool Knows(string text)
    {
        var words = HeaderWords.Normalise(text.Length > 20_000 ? text[..20_000] : text);
        var lines = text.Split('\n', 400);
        var table = lines.Any(line => AdviceTable.Begin(line.TrimEnd('\r')) is not null);
        return table || (AdviceWords.Mentions(words) && lines.Any(line =>
            Listed(line.Trim()) is not null || IsDocumentLabel(line)));
    }

    public void Read(string text)
    {
        var number = 0L;
        foreach (var line in text.Split('\n'))
            _lines.Add((Unquoted(line.TrimEnd('\r')), ++number));
        Labels();
        Table();
        if (_rows.Count == 0)
            Blocks();
        if (_rows.Count == 0)
            List();
        _currency = CurrencyOf();
        Make();
    }

    // "> " of a reply or forward.
    private static string Unquoted(string line)
    {
        var at = 0;
        while (at < line.Length && line[at] == '>')
            at += at + 1 < line.Length && line[at + 1] == ' ' ? 2 : 1;
        return line[at..];
    }

    private void Labels()
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            var (line, number) = _lines[i];
            if (AdviceWords.IsGreeting(line) && _signature is null)
                _signature = _lines.Skip(i + 1).Select(next => next.Text.Trim()).FirstOrDefault(next =>
                    next.Length > 2);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (!Cells(line, number) && colon is >= 2 and <= 40)
                Label(line[..colon], line[(colon + 1)..], number);
        }
    }

    // Pages put label and value, or two labels with theirs, apart on one line: "Payment date   1 May   Check no: 12".
    private bool Cells(string line, long number)
    {
        var cells = AdviceTable.Split(line, separator: null);
        var found = false;
        for (var at = 0; at < cells.Count && cells.Count is > 1 and < 9; at++)
        {
            var text = cells[at].Text;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var next = at + 1 < cells.Count ? cells[at + 1].Text : "";
            // Without a colon only a pair is one.
            if (colon < 0 && (cells.Count != 2 || !Fits(AdviceWords.PartOf(text), next)))
                continue;
            var isOpen = colon < 0 || colon == text.Length - 1;
            found |= Label(isOpen ? text.TrimEnd(':') : text[..colon], isOpen ? next : text[(colon + 1)..], number);
        }

        return found;
    }

    // Words beside each other may be the head of a table.
    private static bool Fits(LetterPart part, string value) => part switch
    {
        LetterPart.Currency => Currency.TryParse(value, out _),
        LetterPart.Payer => HeaderWords.FieldsOf(value).Count == 0,
        _ => value.Any(char.IsAsciiDigit),
    };

    private bool Label(string label, string value, long number)
    {
        var part = AdviceWords.PartOf(label);
        value = value.Trim();
        return part != LetterPart.Other && value.Length > 0 && AdviceWords.PartOf(value) == LetterPart.Other
            && (_labels.TryAdd(part, (value, number)) || true);
    }

    private void Table()
    {
        AdviceTable? table = null;
        foreach (var (line, number) in _lines)
        {
            if (AdviceTable.Begin(line) is { } begun)
            {
                table = begun;
                continue;
            }

            if (table is null || IsRule(line))
                continue;
            var row = table.Row(line);
            var isTotal = AdviceTable.Split(line, AdviceTable.SeparatorOf(line)) is [var first,
                ..] && AdviceWords.IsTotal(first.Text);
            var amount = row.GetValueOrDefault(Field.Net) ?? row.GetValueOrDefault(Field.Gross);
            if (isTotal)
                _totalRow ??= AdviceTable.Split(line, AdviceTable.SeparatorOf(line))[^1].Text;
            else if (row.GetValueOrDefault(Field.Document) is { Length: > 0 } && amount is not null
                && AmountForm.IsAmount(amount))
                _rows.Add(new(row, number, line));
            else if (_rows.Count > 0 && (line.Trim().Length > 0 || isTotal))
                table = EndOfTable(line, number, amount);
            if (isTotal)
                table = null;
        }
    }

    // A line that is no row ends the table; one that holds an amount was meant as something and is reported.
    private AdviceTable? EndOfTable(string line, long number, string? amount)
    {
        if (amount is not null && AmountForm.IsAmount(amount))
            Problem(Severity.Warning, "advice.unread_row", number, "A line beneath the table has an amount and no " +
                "document.", line);
        return null;
    }

    private static bool IsRule(string line) => line.Trim().Length > 2 && line.Trim().All(sign =>
        sign is '-' or '=' or '_' or '+' or '|' or ' ' or '*');

    // "Invoice: A / Amount: B / Discount: C", once per document.
    private void Blocks()
    {
        Dictionary<Field, string>? open = null;
        foreach (var (line, number) in _lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon is < 2 or > 40)
                continue;
            var fields = HeaderWords.FieldsOf(line[..colon]);
            var value = line[(colon + 1)..].Trim();
            if (value.Length == 0)
                continue;
            if (fields.Contains(Field.Document))
                _rows.Add(new(open = new() { [Field.Document] = value }, number, line));
            else if (open is not null && fields.FirstOrDefault(field =>
                field is Field.Net or Field.Gross or Field.Discount or Field.Deduction
                or Field.Reason or Field.Amount, Field.Type) is var field and not Field.Type)
                open.TryAdd(field == Field.Amount ? Field.Net : field, value);
        }

        _rows.RemoveAll(row => !row.Cells.Keys.Any(field => field is Field.Net or Field.Gross));
    }

    private static bool IsDocumentLabel(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 2 and < 40 and var colon
        && HeaderWords.FieldsOf(line[..colon]).Contains(Field.Document);

    // "INV-7395  USD 1,560.30", "- RE26/008318: 253,96 EUR": a document, then an amount that ends the line.
    private void List()
    {
        foreach (var (line, number) in _lines)
        {
            if (Listed(line.Trim()) is var (document, amount))
                _rows.Add(new(new() { [Field.Document] = document, [Field.Net] = amount }, number, line));
        }
    }

    private static (string Document, string Amount)? Listed(string line)
    {
        if (line.Length is < 6 or > 160)
            return null;
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !IsCurrency(word)).ToList();
        if (words.Count < 2 || !IsMoney(words[^1]))
            return null;
        var document = words.Take(words.Count - 1).Select(word => word.Trim(':', ',', '-', '*', '#', '(', ')'))
            .FirstOrDefault(word => word.Length >= 3 && word.Any(char.IsAsciiDigit) && !IsMoney(word)
                && !DateForm.IsDate(word));
        return document is null ? null : (document, words[^1]);
    }

    private static bool IsCurrency(string word) =>
        word is "$" or "€" or "£" || (word.Length == 3 && word.All(char.IsAsciiLetterUpper)
        && word is "USD" or "EUR" or "GBP" or "CHF" or "CAD" or "SEK" or "NOK" or "DKK" or "PLN");

    private static bool IsMoney(string word) => AmountForm.IsAmount(word) && word.AsSpan().ContainsAny(",.")
        && char.IsAsciiDigit(word[^1]) && word.Length - word.AsSpan().LastIndexOfAny(",.") == 3;

    private Currency CurrencyOf()
    {
        var words = _labels.Values.Select(label => label.Value).Concat(_rows.SelectMany(row => row.Cells.Values))
            .SelectMany(value => value.Split([' ', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries));
        if (_labels.TryGetValue(LetterPart.Currency, out var label) && Currency.TryParse(label.Value, out var told))
            return told;
        foreach (var word in words)
        {
            if (IsCurrency(word) && Currency.TryParse(word, out var currency))
                return currency;
            if (word.Contains('€', StringComparison.Ordinal))
                return Currency.Eur;
            if (word.Contains('$', StringComparison.Ordinal))
                return Currency.Usd;
        }

        if (findings.Settings.DefaultCurrency is { } otherwise)
            return otherwise;
        findings.Problem(Severity.Warning, "advice.no_currency", 0, "Nothing says the currency of the advice.");
        return Currency.None;
    }

    private void Make()
    {
        var currency = _currency!.Value;
        var stated = _labels.GetValueOrDefault(LetterPart.Total).Value ?? _totalRow;
        var amounts = AmountForm.Find(_rows.SelectMany(row => row.Cells.Where(cell =>
            cell.Key is not (Field.Document or Field.Date
            or Field.Reason)).Select(cell =>
                cell.Value)).Concat(stated is null ? [] : [stated]), mapping: null, separator: ' ');
        var dates = DateForm.Find(_labels.TryGetValue(LetterPart.Date, out var date)
            ? [date.Value, .. _rows.Select(row =>
                row.Cells.GetValueOrDefault(Field.Date) ?? "")] : [], [], currency != Currency.Usd);
        var remittance = new Remittance
        {
            Payer = _labels.GetValueOrDefault(LetterPart.Payer).Value ?? _signature
                ?? (_labels.TryGetValue(LetterPart.Subject,
                    out var subject) ? AdviceWords.NameIn(subject.Value) : null),
            Reference = _labels.GetValueOrDefault(LetterPart.Reference).Value,
            Date = date.Value is not null && dates.TryRead(date.Value, out var day) ? day : null, Currency = currency,
            Total = stated is null ? null : Amount(stated, amounts, currency),
                Line = _rows.Count > 0 ? _rows[0].Line : 1,
            Lines = [.. _rows.Select(row => LineOf(row, amounts, currency))],
        };
        if (_rows.Count == 0)
            Problem(Severity.Warning, "advice.no_lines", 0, "The text speaks of a payment and names no document " +
                "with an amount.", "");
        RemittanceSums.Check(findings, remittance);
        findings.Add(new RemittanceRead(remittance));
    }

    private RemittanceLine LineOf(RawLine row, AmountForm amounts, Currency currency)
    {
        Money? Read(Field field) => row.Cells.TryGetValue(field, out var cell) ? Amount(cell, amounts, currency) : null;
        var (gross, net, discount, deduction) = (Read(Field.Gross), Read(Field.Net), Read(Field.Discount)?.Abs(),
            Read(Field.Deduction)?.Abs());
        net ??= gross - (discount ?? Money.Zero(currency)) - (deduction ?? Money.Zero(currency));
        // Where the letter has no column for it, what is neither paid nor discount was taken off.
        if (deduction is null && gross - (discount ?? Money.Zero(currency)) - net is { IsPositive: true } rest)
            deduction = rest;
        if (net is null)
            Problem(Severity.Error, "advice.amount", row.Line, "The line names a document and no readable amount.",
                row.Raw);
        return new(row.Cells[Field.Document], gross, discount, deduction, row.Cells.GetValueOrDefault(Field.Reason),
            net, row.Line);
    }

    private static Money? Amount(string cell, AmountForm amounts, Currency currency) =>
        amounts.TryRead(cell, currency, out var amount, out _) ? amount : null;

    private void Problem(Severity severity, string rule, long line, string message, string raw) =>
        findings.Problem(severity, rule, line, message, System.Text.Encoding.UTF8.GetBytes(TableFile.Cut(raw)));
}
