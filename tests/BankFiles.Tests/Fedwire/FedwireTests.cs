using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Fedwire;

/// <summary>Fedwire messages with starred and with padded elements.</summary>
public sealed class FedwireTests
{
    private const string Wire = "{1500}30USER    P {1510}1000{1520}20240509BANKX01C000001{2000}000001234567"
        + "{3100}121042882First Bank*{3320}SND-1*{3400}231380104Second Bank*{3600}CTR*"
        + "{4200}D123456789*OUR COMPANY INC*{4320}REF-9*{5000}D987654*RIVERBEND SUPPLY*12 MAIN ST*"
        + "{6000}INV 4711 4712*LESS CREDIT*";

    [Fact]
    public void A_message_on_one_line_is_one_positive_transaction()
    {
        var read = Reading.Read(Wire);

        var wire = Assert.Single(read.Transactions);
        Assert.Equal(("12345.67", LineKind.Receipt, new DateOnly(2024, 5, 9)),
            (wire.Amount.ToPlainString(), wire.Kind, wire.Date));
        Assert.Equal(new Payer("RIVERBEND SUPPLY", "987654", "121042882"), wire.Payer);
        Assert.Equal("INV 4711 4712 LESS CREDIT", wire.Text);
        Assert.Equal("SND-1", wire.References["sender"]);
        Assert.Equal("REF-9", wire.References["beneficiary"]);
        Assert.Equal("20240509BANKX01C000001", wire.Reference);
        Assert.Equal("123456789", Assert.Single(read.Statements).Head.Account);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void Padded_elements_read_as_starred_ones_do()
    {
        var padded = Wire.Replace("D987654*RIVERBEND SUPPLY*12 MAIN ST*",
            "D987654".PadRight(35) + "RIVERBEND SUPPLY".PadRight(35) + "12 MAIN ST".PadRight(35),
            StringComparison.Ordinal);

        Assert.Equal(Reading.Read(Wire).Transactions.Single().Payer, Reading.Read(padded).Transactions.Single().Payer);
    }

    [Fact]
    public void Messages_run_together_are_told_apart()
    {
        var read = Reading.Read("00342FTI0811" + Wire + Wire.Replace("0001234567", "0000000100",
            StringComparison.Ordinal));

        Assert.Equal(["12345.67", "1.00"], read.Amounts());
        Assert.Single(read.Statements);
    }

    [Fact]
    public void Structured_remittance_is_an_advice_whose_sum_is_checked()
    {
        var documents = "{8400}AROI*INV-1*{8450}USD12000.00*{8500}USD12100.00*{8550}USD100.00*"
            + "{8400}AROI*INV-2*{8450}USD345.67*{8600}01CRDTUSD5.00*SHORT*";

        var right = Reading.Read(Wire + documents);
        var wrong = Reading.Read(Wire + documents.Replace("345.67", "345.68", StringComparison.Ordinal));

        var lines = Assert.Single(right.Remittances).Lines;
        Assert.Equal(["INV-1", "INV-2"], lines.Select(line => line.Document));
        Assert.Equal("5.00", lines[1].Deduction!.Value.ToPlainString());
        Assert.Empty(right.Problems);
        Assert.Equal(["advice.sum"], wrong.Rules());
    }

    [Theory]
    [InlineData("1008", "CTR", LineKind.Undecided)]
    [InlineData("1031", "DRC", LineKind.Undecided)]
    [InlineData("1032", "CTR", LineKind.Receipt)]
    [InlineData("1000", "CTP", LineKind.Receipt)]
    [InlineData("1000", "BTR", LineKind.Undecided)]
    public void Only_a_customer_transfer_is_a_receipt(string type, string function, LineKind kind)
    {
        var text = Wire.Replace("{1510}1000", "{1510}" + type, StringComparison.Ordinal)
            .Replace("CTR*", function + "*", StringComparison.Ordinal);

        Assert.Equal(kind, Reading.Read(text).Transactions.Single().Kind);
    }

    [Fact]
    public void A_message_without_an_amount_is_a_problem_that_carries_it()
    {
        var read = Reading.Read(Wire.Replace("000001234567", "12.34", StringComparison.Ordinal));

        Assert.Empty(read.Transactions);
        Assert.Contains("SND-1", Assert.Single(read.Problems).Raw, StringComparison.Ordinal);
    }
}
