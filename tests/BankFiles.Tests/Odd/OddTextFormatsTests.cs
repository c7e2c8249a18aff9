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

    [Fact]
    public void A_total_row_of_an_advice_is_no_document()
    {
        var read = Reading.Read("Invoice,Amount paid,Currency\nINV-1,1000.00,USD\nINV-2,500.00,USD\n"
            + "Total,1500.00,USD\n");

        Assert.Equal(["INV-1", "INV-2"], read.Remittances.Single().Lines.Select(line => line.Document));
    }

    [Fact]
    public void A_table_in_a_mails_page_is_read_as_a_letter_with_its_total_and_currency()
    {
        var read = Reading.Read("From: ap@acme.example\nSubject: Payment advice ACME CORP\nMIME-Version: 1.0\n"
            + "Content-Type: text/html\n\n<p>Please find payment details:</p><table><tr><th>Invoice #</th>"
            + "<th>Amount Paid</th></tr><tr><td>INV-1</td><td>$1,000.00</td></tr>"
            + "<tr><td>INV-2</td><td>$500.00</td></tr>"
            + "<tr><td>Total</td><td>$1,500.00</td></tr></table>\n");

        Assert.Equal("advice.text", read.Recognition?.Format);
        var remittance = read.Remittances.Single();
        Assert.Equal(("ACME CORP", "1500.00 USD", 2), (remittance.Payer, remittance.Total.ToString(),
            remittance.Lines.Count));
    }
}
