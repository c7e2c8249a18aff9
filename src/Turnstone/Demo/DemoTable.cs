using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Reporting;

namespace Turnstone.Demo;

/// <summary>
/// The morning's table as a terminal shows it: one block per bank account and currency, and whether it foots.
/// </summary>
internal static class DemoTable
{
    public static void Write(TextWriter output, MorningTable table)
    {
        foreach (var account in table.Booked)
        {
            var currency = Currency.Of(account.Currency);
            output.WriteLine();
            output.WriteLine($"{account.BankAccount} · {account.Currency}");
            long sum = 0;
            foreach (var line in table.Lines.Where(line => line.BankAccount == account.BankAccount
                && line.Currency == account.Currency))
            {
                sum += line.Amount;
                var money = Figure(line.Amount, currency);
                output.WriteLine($"  {line.Kind,-18} {line.State,-13} {line.Count,4} {money,16}");
            }

            output.WriteLine($"  {"bank lines",-18} {"",-13} {account.Count,4} {Figure(account.Amount, currency),16}  "
                + (sum == account.Amount ? "= foots" : "≠ does not foot"));
        }
    }

    private static string Figure(long minor, Currency currency) =>
        new Money(minor, currency).ToDecimal().ToString("N" + currency.Exponent.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
}
