using Turnstone.BankFiles.Tables;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Advices;

/// <summary>Turns what a letter says of one payment into a remittance: its amounts, day and currency.</summary>
internal sealed class LetterAmounts
{
    private readonly Findings _findings;
    private readonly LetterPayment _payment;
    private readonly AmountForm _amounts;
    private readonly Currency _currency;

    public LetterAmounts(Findings findings, LetterPayment payment)
    {
        (_findings, _payment) = (findings, payment);
        (_amounts, _currency) = (FormOf(payment), CurrencyOf());
    }

    /// <summary>True where the rows add up to the total that is stated.</summary>
    public static bool AddsUp(LetterPayment payment)
    {
        var amounts = FormOf(payment);
        if (payment.Total is not { } stated || Amount(stated, amounts, Currency.None) is not { } total)
            return false;
        Int128 sum = 0;
        foreach (var row in payment.Rows)
            sum += NetOf(row, amounts, Currency.None)?.Minor ?? 0;
        return sum == total.Minor;
    }

    public void Make(LetterPayer payer)
    {
        var total = _payment.Total is { } stated ? Amount(stated, _amounts, _currency) : null;
        var remittance = new Remittance
        {
            Payer = payer.Of(_payment), Reference = _payment.Value(AdvicePart.Reference), Date = DateOf(),
            Currency = _currency, Total = total, Line = _payment.Rows.Count > 0 ? _payment.Rows[0].Line : 1,
            Lines = [.. _payment.Rows.Select(LineOf)],
        };
        if (total is null && remittance.Lines.Count > 0)
        {
            Problem(Severity.Warning, "advice.no_total", remittance.Line, "Nothing states what is paid in all: the " +
                "lines cannot be checked by their sum.", "");
        }

        AdviceDoubts.Report(_findings, remittance.Lines);
        RemittanceSums.Check(_findings, remittance);
        _findings.Add(new RemittanceRead(remittance));
    }

    private static AmountForm FormOf(LetterPayment payment)
    {
        var cells = payment.Rows.SelectMany(row => row.Cells.Where(cell => IsMoney(cell.Key))
            .Select(cell => cell.Value)).Concat(payment.Total is { } stated ? [stated] : []);
        return AmountForm.Find(cells, mapping: null, separator: ' ');
    }

    private static bool IsMoney(Field field) => field is Field.Net or Field.Gross or Field.Discount or Field.Deduction;

    private RemittanceLine LineOf(RawLine row)
    {
        Money? Read(Field field) => row.Cells.TryGetValue(field, out var cell) ? Amount(cell, _amounts, _currency)
            : null;
        var (gross, discount, deduction) = (Read(Field.Gross), Read(Field.Discount)?.Abs(),
            Read(Field.Deduction)?.Abs());
        var net = NetOf(row, _amounts, _currency);
        // What is paid in full has no discount: the amount stands between two columns.
        if (gross is null && net is { IsZero: false } && (discount == net.Value.Abs() || deduction == net.Value.Abs()))
            (gross, discount, deduction) = (net, null, null);
        // Heads that overlap change places; what foots the other way round was meant so.
        if (gross is { } less && discount is { } more && net is not null && deduction is null
            && less.Abs() - more != net.Value.Abs() && more - less.Abs() == net.Value.Abs())
            (gross, discount) = (more, less.Abs());
        // Where the letter has no column for it, what is neither paid nor discount was taken off.
        if (deduction is null && gross - (discount ?? Money.Zero(_currency)) - net is { IsPositive: true } rest)
            deduction = rest;
        if (ForeignOf(row) is { } foreign)
        {
            Problem(Severity.Error, "advice.currencies", row.Line, $"The line is in {foreign}, the advice in " +
                $"{_currency}: its amount is not read. Ask the payer for an advice for each currency.", row.Raw);
            return new(row.Cells[Field.Document], null, null, null, row.Cells.GetValueOrDefault(Field.Reason), null,
                row.Line);
        }

        if (net is null)
        {
            Problem(Severity.Error, "advice.amount", row.Line, "The line names a document and no readable amount.",
                row.Raw);
        }

        return new(row.Cells[Field.Document], gross, discount, deduction, row.Cells.GetValueOrDefault(Field.Reason),
            net, row.Line);
    }

    // "$" is the sign of many dollars.
    private Currency? ForeignOf(RawLine row) => row.Cells.Where(cell => IsMoney(cell.Key)
        && !cell.Value.Contains('$', StringComparison.Ordinal)).Select(cell => AdviceWords.CurrencyIn(cell.Value))
        .FirstOrDefault(other => other is { } named && named != _currency);

    private static Money? NetOf(RawLine row, AmountForm amounts, Currency currency)
    {
        Money? Read(Field field) => row.Cells.TryGetValue(field, out var cell) ? Amount(cell, amounts, currency) : null;
        return Read(Field.Net) ?? (Read(Field.Gross) - (Read(Field.Discount)?.Abs() ?? Money.Zero(currency))
            - (Read(Field.Deduction)?.Abs() ?? Money.Zero(currency)));
    }

    private DateOnly? DateOf()
    {
        if (_payment.Value(AdvicePart.Date) is not { } stated)
            return null;
        var cells = _payment.Rows.Select(row => AdviceDates.Plain(row.Cells.GetValueOrDefault(Field.Date) ?? ""));
        // Only Americans, who pay in dollars and write English, put the month first.
        var dayFirst = _currency != Currency.Usd || !_payment.IsEnglish;
        stated = AdviceDates.Plain(stated);
        return DateForm.Find([stated, .. cells], [], dayFirst).TryRead(stated, out var day) ? day : null;
    }

    private Currency CurrencyOf()
    {
        if (_payment.Value(AdvicePart.Currency) is { } label && Currency.TryParse(label, out var told))
            return told;
        // Three letters somewhere say less than what stands beside an amount.
        foreach (var value in (string?[])[_payment.Total, .. _payment.Rows.SelectMany(row => row.Cells.Values)])
        {
            if (AdviceWords.CurrencyIn(value) is { } currency)
                return currency;
        }

        if (_payment.HeaderCurrency is { } headed && Currency.TryParse(headed, out var named))
            return named;
        if (_findings.Settings.DefaultCurrency is { } otherwise)
            return otherwise;
        _findings.Problem(Severity.Warning, "advice.no_currency", 0, "Nothing says the currency of the advice.");
        return Currency.None;
    }

    private static Money? Amount(string cell, AmountForm amounts, Currency currency) =>
        amounts.TryRead(cell, currency, out var amount, out _) ? amount : null;

    private void Problem(Severity severity, string rule, long line, string message, string raw) =>
        _findings.Problem(severity, rule, line, message, System.Text.Encoding.UTF8.GetBytes(TableFile.Cut(raw)));
}
