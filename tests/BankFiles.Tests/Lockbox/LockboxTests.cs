using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Lockbox;

/// <summary>Lockbox files in the old and the newer form.</summary>
public sealed class LockboxTests
{
    private static readonly string Check = "6001001" + "0000070000" + "555000027" + "0700123455" + "0000000180"
        + "061526" + "RIVERBEND SUPPLY".PadRight(30) + "OUR COMPANY INC";

    private static string File(params string[] records) => string.Join('\n',
    [
        "100OURCOMPANY00999999992606160800", "2" + "CONTACT".PadRight(20) + "0000000001400080",
        "50000000022222260616OURCOMPANY0099999999", .. records,
        "700100000222222606160010000070000", "8000000002222226061600010000070000",
        "9" + (records.Length + 6).ToString("D6", System.Globalization.CultureInfo.InvariantCulture), "",
    ]);

    private static string Invoice(string number, long cents, int item = 1) =>
        $"4001{item:D3}6019" + number.PadRight(16) + cents.ToString("D10",
            System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_check_carries_its_payer_its_number_and_its_text()
    {
        var read = Reading.Read(File(Check, "40010016019CE554"));

        var check = Assert.Single(read.Transactions);
        Assert.Equal(("700.00", "180", "CE554"), (check.Amount.ToPlainString(), check.Reference, check.Text));
        Assert.Equal(new Payer("RIVERBEND SUPPLY", "0700123455", "555000027"), check.Payer);
        Assert.Equal(new DateOnly(2026, 6, 16), check.Date);
        Assert.Equal("0022222", Assert.Single(read.Statements).Head.Account);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void Invoices_of_a_check_are_an_advice_whose_sum_is_checked()
    {
        var right = Reading.Read(File(Check, Invoice("INV-1", 50000), Invoice("INV-2", 20000)));
        var wrong = Reading.Read(File(Check, Invoice("INV-1", 50000), Invoice("INV-2", 20001)));

        Assert.Equal(["INV-1", "INV-2"], Assert.Single(right.Remittances).Lines.Select(line => line.Document));
        Assert.Empty(right.Problems);
        Assert.Equal(["advice.sum"], wrong.Rules());
    }

    [Fact]
    public void The_old_form_carries_references_behind_the_check_number()
    {
        var read = Reading.Read(File(Check[..46] + "INV0000001INV0000002"));

        Assert.Equal("INV0000001 INV0000002", read.Transactions.Single().Text);
        Assert.Null(read.Transactions.Single().Payer.Name);
    }

    [Fact]
    public void A_day_without_checks_is_a_statement_without_lines()
    {
        var read = Reading.Read("100OURCOMPANY00999999992606160800\n2" + "CONTACT".PadRight(20)
            + "0000000001400080\n8000000002222226061600000000000000\n9000004\n");

        Assert.Empty(Assert.Single(read.Statements).Transactions);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void Wrong_totals_and_counts_are_found()
    {
        var text = File(Check).Replace("0010000070000\n8", "0020000070001\n8", StringComparison.Ordinal)
            .Replace("9000007", "9000099", StringComparison.Ordinal);

        Assert.Equal(["lockbox.batch_count", "lockbox.batch_total", "lockbox.records"], Reading.Read(text).Rules());
    }

    [Fact]
    public void An_overflow_record_of_another_check_is_a_problem_that_carries_it()
    {
        var read = Reading.Read(File(Check, Invoice("INV-LOST", 70000, item: 2)));

        Assert.Contains("INV-LOST", Assert.Single(read.Problems).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Offsets_follow_the_sources_layout()
    {
        var shifted = Check[..26] + Check[27..];
        var layout = LockboxLayout.Default with
        {
            Account = 26..35, Check = 35..45, CheckDate = 45..51, Remitter = 51..81,
        };

        var read = Reading.Read(File(shifted), new() { Lockbox = layout });

        Assert.Equal(new Payer("RIVERBEND SUPPLY", "700123455", "555000027"), read.Transactions.Single().Payer);
        Assert.Equal("180", read.Transactions.Single().Reference);
    }

    [Fact]
    public void An_ach_file_is_no_lockbox()
    {
        var head = "101 076401251 0764012512606160800A094101BANK                   COMPANY\n5220COMPANY\n";

        Assert.NotEqual("lockbox", Reading.Read(head).Recognition?.Format);
    }
}
