using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Odd;

/// <summary>BAI2 as hosts and mailboxes leave it.</summary>
public sealed class OddBai2Tests
{
    private const string Plain = "01,A,B,240103,0600,1,80,1,2/\n02,,B,1,240102,2400,USD,2/\n03,123,USD,015,500,,/\n"
        + "16,165,500,V,240103,,BR,CR,TEXT HERE/\n49,1000,3/\n98,1000,1,5/\n99,1000,1,7/\n";

    private static void IsPlain(FileContent read)
    {
        Assert.Empty(read.Rules(Severity.Warning));
        var entry = read.Transactions.Single();
        Assert.Equal(("5.00", "BR", "CR", "TEXT HERE"), (entry.Amount.ToPlainString(), entry.Reference,
            entry.References["customer"], entry.Text));
        Assert.Equal((new DateOnly(2024, 1, 2), new DateOnly(2024, 1, 3)), (entry.Date, entry.ValueDate));
    }

    [Fact]
    public void Years_of_four_digits_are_read() =>
        IsPlain(Reading.Read(Plain.Replace("2401", "202401", StringComparison.Ordinal)));

    [Fact]
    public void A_funds_type_in_small_letters_is_read() =>
        IsPlain(Reading.Read(Plain.Replace(",V,", ",v,", StringComparison.Ordinal)));

    [Fact]
    public void A_file_on_one_line_is_read() =>
        IsPlain(Reading.Read(Plain.Replace("\n", "", StringComparison.Ordinal)));

    [Fact]
    public void A_mailboxs_line_in_front_is_no_record() => IsPlain(Reading.Read("$$ADD ID=XYZ BID=BAI2\n" + Plain));

    [Fact]
    public void Totals_with_a_decimal_point_are_compared()
    {
        var read = Reading.Read(Plain.Replace(",500,", ",5.00,", StringComparison.Ordinal)
            .Replace(",1000,", ",10.00,", StringComparison.Ordinal));

        Assert.Equal(["bai2.decimal_point"], read.Rules());
        Assert.Equal(["5.00"], read.Amounts());
    }
}
