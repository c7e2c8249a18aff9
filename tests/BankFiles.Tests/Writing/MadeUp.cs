using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace BankFiles.Tests.Writing;

/// <summary>Values each format can say, drawn from a seed; what they are in our words is stated beside them.</summary>
internal sealed class MadeUp(int seed)
{
    private static readonly string[] Names =
        ["ACME & SONS LLC", "MÜLLER GMBH", "O'HARA", "BETA <ONE>", "RIVERBEND SUPPLY", "ÅKE LARSEN AS"];

    private static readonly Currency Euro = Currency.TryParse("EUR", out var euro) ? euro : default;

    private static readonly Currency Yen = Currency.TryParse("JPY", out var yen) ? yen : default;

    private static readonly DateOnly First = new(2026, 6, 1);

    private readonly Random _random = new(seed);

    public static Envelope Envelope { get; } = new() { Created = new(2026, 6, 30), Number = 7 };

    public List<FileItem> Of(string format) => format switch
    {
        "bai2" => Statements(Currency.Usd, Bai2, numbered: false),
        "mt940" => Statements(One(Euro, Yen, Currency.Usd), Mt940, closingAhead: false),
        "ach" => Ach(),
        "x12.820" => [.. Many(1, 4, () => new RemittanceRead(Advice(One(Currency.Usd, Euro), "INV")))],
        _ => Statements(One(Euro, Yen, Currency.Usd), Camt),
    };

    private List<FileItem> Statements(Currency currency, Func<Currency, DateOnly, IEnumerable<FileItem>> entry,
        bool numbered = true, bool closingAhead = true)
    {
        var items = new List<FileItem>();
        for (var statement = _random.Next(1, 4); statement > 0; statement--)
        {
            var day = First.AddDays(_random.Next(28));
            List<FileItem> entries = [.. Many(0, 6, () => entry(currency, day)).SelectMany(one => one)];
            var opening = new Money(_random.NextInt64(-1_000_000, 1_000_000_000), currency);
            var transactions = entries.OfType<TransactionRead>().Select(read => read.Transaction).ToList();
            var closing = transactions.Aggregate(opening, (sum, one) => sum + one.Amount);
            var account = One("000", "DE89") + Digits(18);
            items.Add(new StatementBegan(new(account, currency, day, opening, closingAhead ? closing : null,
                numbered ? One(null, "17") : null, 0)));
            items.AddRange(entries);
            items.Add(new StatementEnded(new(closing, transactions.Count)));
        }

        return items;
    }

    private IEnumerable<FileItem> Bai2(Currency currency, DateOnly day)
    {
        var (code, kind, sign) = One(("165", LineKind.Receipt, 1), ("195", LineKind.Receipt, 1),
            ("698", LineKind.Excluded, -1), ("555", LineKind.Return, -1));
        var (name, account) = (One(Names), Digits(10));
        yield return new TransactionRead(new()
        {
            Date = day, ValueDate = One<DateOnly?>(null, day.AddDays(1)), Amount = Amount(currency, sign), Kind = kind,
            TypeCode = code, Reference = One(null, "REF" + Digits(6)), Payer = new(name, account),
            Text = $"ORIG:{name} ID:{account}{One("", "\nOBI=INV 1/2, 3\n/SLASHES/", " " + new string('X', 90))}",
            References = References(("customer", One(null, "C" + Digits(4)))), Line = 0,
        });
        if (code != "195")
            yield break;
        BankTransaction[] checks = [.. Many(1, 4, () => new BankTransaction
        {
            Date = day, Amount = Amount(currency, 1), Kind = LineKind.Receipt, TypeCode = "116", Line = 0,
        })];
        yield return new TransactionRead(new()
        {
            Date = day, Amount = checks.Aggregate(Money.Zero(currency), (sum, one) => sum + one.Amount),
            Kind = LineKind.Receipt, TypeCode = "115", Text = "LOCKBOX/", Line = 0, Parts = checks,
        });
    }

    private IEnumerable<FileItem> Mt940(Currency currency, DateOnly day)
    {
        var sign = One(1, 1, -1);
        var name = One(Names);
        var payer = new Payer(name, "DE62394222841599119838", "COBADEFF");
        var text = One("RECHNUNG 4711", "INV " + Digits(80), "RE 1 UND RE 2 VOM JUNI MIT DANK");
        var german = new BankTransaction
        {
            Date = day, ValueDate = day.AddDays(_random.Next(-20, 20)), Amount = Amount(currency, sign),
            Kind = sign < 0 ? LineKind.Excluded : LineKind.Receipt, TypeCode = sign < 0 ? "177" : "166",
            Reference = One(null, Digits(12)), Payer = payer, Text = text, Line = 0,
            References = References(("end_to_end", One(null, "E" + Digits(9)))),
        };
        yield return new TransactionRead(_random.Next(4) switch
        {
            0 => german with { Kind = sign < 0 ? LineKind.Return : LineKind.Undecided },
            1 when sign > 0 => german with { TypeCode = "NTRF" },
            2 when sign > 0 => german with
            {
                TypeCode = "NTRF", Payer = Payer.Unknown, Text = "FREE\nTEXT, 2 LINES", References = References(),
            },
            _ => german,
        });
    }

    private IEnumerable<FileItem> Camt(Currency currency, DateOnly day)
    {
        var sign = One(1, 1, -1);
        var advice = sign > 0 && _random.Next(2) == 0 ? Advice(currency, "INV") : null;
        var entry = new BankTransaction
        {
            Date = day, ValueDate = One<DateOnly?>(null, day.AddDays(1)), TypeCode = One("PMNT-RCDT-ESCT", "NTRF+166"),
            Amount = advice?.Total ?? Amount(currency, sign), Kind = sign > 0 ? LineKind.Receipt : LineKind.Return,
            Reference = One("B1", null), Payer = new(One(Names), One("DE62394222841599119838", "4711"), "COBADEFF"),
            Text = One("RE 1 & RE 2 <JUNI>", "RF18539007547034", ""), Line = 0,
        };
        if (entry.Text.StartsWith("RF", StringComparison.Ordinal))
            entry = entry with { References = References(("creditor", entry.Text)) };
        if (sign < 0 && _random.Next(2) == 0)
            entry = entry with { References = References(("return_reason", "AC04")), Text = "" };
        if (advice is not null)
        {
            var documents = string.Join(' ', advice.Lines.Select(line => line.Document));
            entry = entry with { Text = $"{entry.Text} {documents}".Trim() };
            advice = advice with { Payer = entry.Payer.Name, Reference = entry.Reference, Date = null };
            advice = advice with { Total = entry.Amount };
        }

        yield return new TransactionRead(entry);
        if (advice is not null)
            yield return new RemittanceRead(advice);
    }

    private List<FileItem> Ach()
    {
        var head = new StatementHead("0004567890", Currency.Usd, First, null, null, null, 0);
        var items = new List<FileItem> { new StatementBegan(head) };
        var entries = _random.Next(1, 8);
        for (var i = 0; i < entries; i++)
        {
            var name = One("ACME SONS LLC", "RIVERBEND SUPPLY");
            var advice = _random.Next(2) == 0 ? Advice(Currency.Usd, "INV") : null;
            var entry = new BankTransaction
            {
                Date = First, ValueDate = First, Amount = advice?.Total ?? Amount(Currency.Usd, 1),
                Kind = LineKind.Receipt, TypeCode = advice is null ? One("CCD", "PPD", "WEB") : "CTX",
                Reference = Digits(15), Payer = new(name), Line = 0,
                Text = advice is null ? One("INV 1 AND 2", new string('9', 200)) : string.Join(' ',
                    advice.Lines.Select(line => line.Document)),
                References = References(
                    ("individual", Digits(9)), ("company", Digits(10)), ("receiver", "OUR COMPANY")),
            };
            if (advice is null && _random.Next(3) == 0)
                entry = entry with { Amount = -entry.Amount, Kind = LineKind.Return, Text = "INSUFFICIENT",
                    References = References(("individual", "7"), ("company", "1"), ("original", Digits(15)),
                        ("return_reason", "R01")) };
            items.Add(new TransactionRead(entry));
            if (advice is not null)
                items.Add(new RemittanceRead(advice with { Payer = name, Reference = entry.Reference }));
        }

        items.Add(new StatementEnded(new(null, entries)));
        return items;
    }

    private Remittance Advice(Currency currency, string prefix)
    {
        RemittanceLine[] lines = [.. Many(1, 12, () => Line(currency, prefix + Digits(6)))];
        return new()
        {
            Payer = One("ACME SONS LLC", "RIVERBEND SUPPLY"), Reference = Digits(9), Date = First, Currency = currency,
            Lines = lines, Total = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Net!.Value),
        };
    }

    private RemittanceLine Line(Currency currency, string document)
    {
        var gross = Amount(currency, 1);
        Money? discount = One<Money?>(null, new Money(gross.Minor / 50, currency));
        Money? deduction = One<Money?>(null, new Money(gross.Minor / 10, currency));
        return new(document, gross, discount, deduction, deduction is null ? null : "07",
            gross - (discount ?? Money.Zero(currency)) - (deduction ?? Money.Zero(currency)), 0);
    }

    private Money Amount(Currency currency, int sign) => new(sign * _random.NextInt64(1, 99_999_999), currency);

    private string Digits(int count) => string.Create(count, _random, static (to, random) =>
    {
        to[0] = (char)('1' + random.Next(9));
        for (var i = 1; i < to.Length; i++)
            to[i] = (char)('0' + random.Next(10));
    });

    private T One<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private IEnumerable<T> Many<T>(int least, int below, Func<T> make) =>
        Enumerable.Range(0, _random.Next(least, below)).Select(_ => make());

    private static Dictionary<string, string> References(params (string Kind, string? Value)[] references) =>
        references.Where(one => one.Value is not null).ToDictionary(one => one.Kind, one => one.Value!,
            StringComparer.Ordinal);
}
