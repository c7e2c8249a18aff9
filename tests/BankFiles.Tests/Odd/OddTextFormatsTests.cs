namespace BankFiles.Tests.Odd;

/// <summary>OFX, QIF and ACH that other programs wrote or moved.</summary>
public sealed class OddTextFormatsTests
{
    private const string Ofx = "<ofx><bankmsgsrsv1><stmttrnrs><stmtrs><curdef>USD<bankacctfrom><bankid>1<acctid>0001"
        + "<accttype>CHECKING</bankacctfrom><banktranlist><stmttrn><trntype>CREDIT<dtposted>2024-01-03<trnamt>5.00"
        + "<fitid>1<name>ACME<memo>a <b> c</stmttrn></banktranlist></stmtrs></stmttrnrs></bankmsgsrsv1></ofx>";

    [Fact]
    public void Ofx_in_small_letters_ends_its_leaves_where_elements_begin()
    {
        var read = Reading.Read("ofxheader:100\nversion:102\n\n" + Ofx);

        Assert.Equal(("ofx", "102"), (read.Recognition!.Format, read.Recognition.Version));
        Assert.Equal("0001", read.Statements.Single().Head.Account);
        var entry = read.Transactions.Single();
        Assert.Equal(("ACME", new DateOnly(2024, 1, 3)), (entry.Payer.Name, entry.Date));
    }

    [Fact]
    public void A_list_cut_out_of_a_qif_file_is_read()
    {
        var read = Reading.Read("D1/25/2024\nT5.00\nPACME\nMINV 1\n^\nD1/26/2024\nT-6.00\nPFEE\n^\n");

        Assert.Equal("qif", read.Recognition?.Format);
        Assert.Equal(["5.00", "-6.00"], read.Amounts());
    }

    [Fact]
    public void Ach_moved_to_the_right_and_in_small_letters_reads_as_before()
    {
        var text = System.Text.Encoding.ASCII.GetString(Samples.All["ach"]);
        var plain = Reading.Read(text);
        var moved = Reading.Read(" " + text.TrimEnd('\n').Replace("\n", "\n ", StringComparison.Ordinal));
        var small = Reading.Read(text.ToLowerInvariant());

        Assert.Equal(plain.Amounts(), moved.Amounts());
        Assert.Equal(plain.Rules(), moved.Rules());
        Assert.Equal(plain.Transactions.Select(entry => entry.TypeCode), small.Transactions.Select(entry =>
            entry.TypeCode));
    }
}
