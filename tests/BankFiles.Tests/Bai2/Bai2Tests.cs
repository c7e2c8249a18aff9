using System.Globalization;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace BankFiles.Tests.Bai2;

public sealed class Bai2Tests
{
    private const string Plain =
        """
        01,122099999,123456789,260630,0200,1,80,,2/
        02,123456789,122099999,1,260629,2359,USD,2/
        03,0004567890,USD,010,100000,,,015,152500,,/
        88,100,55000,2,Z,400,2500,1,/
        16,142,50000,Z,REF1,CUST1,ACME LLC DES:PAYMENT ID:INV 100 ORIG ACCT 5965205749/
        16,195,5000,V,260701,,REF2,,WIRE TYPE:WIRE IN TRN:77 ORIG:BETA GMBH ID:684112307591 SND BK:FIRST BK ID:021000021
        88,PMT DET:INV 200
        16,698,2500,,REF3,,ANALYSIS FEE/
        49,367500,7/
        98,367500,1,9/
        99,367500,1,11/
        """;

    [Fact]
    public void A_plain_file_is_read_to_the_cent_and_without_a_problem()
    {
        var read = Reading.Read(Plain);

        Assert.Equal(new("bai2", "2", SourceRole.Statement), read.Recognition);
        Assert.Empty(read.Problems);
        var statement = Assert.Single(read.Statements);
        Assert.Equal(new("0004567890", Currency.Usd, new(2026, 6, 29), new(100000, Currency.Usd), new(152500,
            Currency.Usd), null, 3),
            statement.Head);
        Assert.Equal(["500.00", "50.00", "-25.00"], read.Amounts());
        var (ach, wire, fee) = (statement.Transactions[0], statement.Transactions[1], statement.Transactions[2]);
        Assert.Equal((LineKind.Receipt, "142", "REF1", new DateOnly(2026, 6, 29)), (ach.Kind, ach.TypeCode,
            ach.Reference, ach.Date));
        Assert.Equal(new Payer("ACME LLC", "5965205749"), ach.Payer);
        Assert.Equal("CUST1", ach.References["customer"]);
        Assert.Equal((new DateOnly(2026, 7, 1), 6), (wire.ValueDate, wire.Line));
        Assert.Equal(new Payer("BETA GMBH", "684112307591", "021000021"), wire.Payer);
        Assert.Equal("77", wire.References["trace"]);
        Assert.EndsWith("\nPMT DET:INV 200", wire.Text, StringComparison.Ordinal);
        Assert.Equal((LineKind.Excluded, "REF3"), (fee.Kind, fee.Reference));
    }

    [Theory]
    [InlineData("49,367500", "49,367501", "bai2.account_total")]
    [InlineData("98,367500", "98,367501", "bai2.group_total")]
    [InlineData("99,367500", "99,367501", "bai2.file_total")]
    [InlineData("49,367500", "49,x", "bai2.account_total")]
    public void A_wrong_control_total_is_an_error(string right, string wrong, string rule)
    {
        var read = Reading.Read(Plain.Replace(right, wrong, StringComparison.Ordinal));

        var problem = Assert.Single(read.Problems);
        Assert.Equal((rule, Severity.Error), (problem.Rule, problem.Severity));
        Assert.Equal(3, read.Transactions.Count());
    }

    [Theory]
    [InlineData("367500,7/", "367500,8/", "bai2.account_records")]
    [InlineData("367500,1,9/", "367500,1,26/", "bai2.group_records")]
    [InlineData("367500,1,9/", "367500,2,9/", "bai2.group_accounts")]
    [InlineData("367500,1,11/", "367500,2,11/", "bai2.file_groups")]
    public void A_bank_that_miscounts_is_a_warning_and_a_note_where_its_quirk_is_known(string right, string wrong,
        string rule)
    {
        var file = Plain.Replace(right, wrong, StringComparison.Ordinal);

        var strict = Assert.Single(Reading.Read(file).Problems);
        Assert.Equal((rule, Severity.Warning), (strict.Rule, strict.Severity));
        var tolerant = Assert.Single(Reading.Read(file, new() { Quirks = Quirks.Miscounts }).Problems);
        Assert.Equal((rule, Severity.Note), (tolerant.Rule, tolerant.Severity));
    }

    [Fact]
    public void A_bank_that_nets_debits_in_its_totals_is_told_apart_from_a_wrong_total()
    {
        var read = Reading.Read(Plain.Replace("367500", "357500", StringComparison.Ordinal));

        Assert.Equal(["bai2.account_total_netted", "bai2.group_total_netted", "bai2.file_total_netted"], read.Rules());
        Assert.All(read.Problems, problem => Assert.Equal(Severity.Warning, problem.Severity));
    }

    [Fact]
    public void Several_records_on_one_line_are_as_many_records()
    {
        var one = Plain.Replace("/\n", "/ ", StringComparison.Ordinal);

        var read = Reading.Read(one);

        Assert.Empty(read.Problems);
        Assert.Equal(["500.00", "50.00", "-25.00"], read.Amounts());
    }

    [Fact]
    public void A_slash_within_text_is_text()
    {
        var read = Reading.Read(Plain.Replace("ANALYSIS FEE/", "RATE 12/16,5 A/B/", StringComparison.Ordinal));

        Assert.Empty(read.Problems);
        Assert.Equal("RATE 12/16,5 A/B", read.Transactions.Last().Text);
    }

    [Theory]
    [InlineData("03,0004567890,USD,010/\n88,100000,,,015,152500,,/")]
    [InlineData("03,0004567890,USD,010,100000/\n88,,,015,152500,,/")]
    [InlineData("03,0004567890,USD,010,100000,,/\n88,015,152500,,/")]
    [InlineData("03,0004567890,USD,010,100000,,,/\n88,015,152500,,,/")]
    public void A_field_list_may_break_anywhere(string account)
    {
        var read = Reading.Read(Plain.Replace("03,0004567890,USD,010,100000,,,015,152500,,/", account,
            StringComparison.Ordinal));

        Assert.Equal(new Money(100000, Currency.Usd), read.Statements[0].Head.Opening);
        Assert.Equal(new Money(152500, Currency.Usd), read.Statements[0].Head.Closing);
        Assert.DoesNotContain("bai2.account_total", read.Rules());
    }

    [Theory]
    [InlineData("Z", null)]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("S,10000,20000,20000", null)]
    [InlineData("S,,20000,30000", null)]
    [InlineData("V,260702,", "2026-07-02")]
    [InlineData("V,260702,1200", "2026-07-02")]
    [InlineData("D,2,0,20000,1,30000", null)]
    public void Funds_types_shift_what_follows_them(string funds, string? valueDate)
    {
        var read = Reading.Read(Plain.Replace("142,50000,Z,", $"142,50000,{funds},", StringComparison.Ordinal));

        var entry = read.Transactions.First();
        Assert.Empty(read.Problems);
        Assert.Equal(("REF1", "CUST1"), (entry.Reference, entry.References["customer"]));
        Assert.Equal(valueDate, entry.ValueDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2", "deletes")]
    [InlineData("3", "corrects")]
    [InlineData("4", "test")]
    [InlineData("9", "unknown")]
    public void A_group_that_is_no_update_asks_a_person(string status, string word)
    {
        var read = Reading.Read(Plain.Replace("122099999,1,260629", $"122099999,{status},260629",
            StringComparison.Ordinal));

        var problem = Assert.Single(read.Problems);
        Assert.Equal(("bai2.group_status", Severity.Error), (problem.Rule, problem.Severity));
        Assert.Contains(word, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_same_day_file_is_intraday()
    {
        var read = Reading.Read(Plain.Replace("2359,USD,2/", "2359,USD,3/", StringComparison.Ordinal));

        Assert.Equal(SourceRole.Intraday, read.Recognition?.Role);
        Assert.Equal(["bai2.same_day"], read.Rules());
    }

    [Theory]
    [InlineData("165", LineKind.Receipt, 1)]
    [InlineData("275", LineKind.Excluded, 1)]
    [InlineData("354", LineKind.Excluded, 1)]
    [InlineData("257", LineKind.Undecided, 1)]
    [InlineData("110", LineKind.Undecided, 1)]
    [InlineData("555", LineKind.Return, -1)]
    [InlineData("557", LineKind.Return, -1)]
    [InlineData("475", LineKind.Excluded, -1)]
    [InlineData("631", LineKind.Undecided, -1)]
    public void The_type_code_says_direction_and_kind(string code, LineKind kind, int sign)
    {
        var entry = Reading.Read(Plain.Replace("16,142,", $"16,{code},",
            StringComparison.Ordinal)).Transactions.First();

        Assert.Equal((kind, sign * 50000L), (entry.Kind, entry.Amount.Minor));
    }

    [Fact]
    public void A_code_without_a_direction_is_for_a_person()
    {
        var read = Reading.Read(Plain.Replace("16,142,", "16,912,", StringComparison.Ordinal));

        Assert.Contains("bai2.custom_code", read.Rules(Severity.Error));
        Assert.Equal(LineKind.Undecided, read.Transactions.First().Kind);
    }

    [Fact]
    public void Items_of_a_deposit_become_its_parts_where_they_add_up()
    {
        var file = Plain.Replace("16,698,2500,,REF3,,ANALYSIS FEE/",
            "16,115,3000,Z,LB1,,LOCKBOX/\n16,116,1000,Z,A,,ALPHA CK 101 ACCT 555/\n16,116,2000,Z,B,,BETA CK 102/",
                StringComparison.Ordinal);

        var deposit = Reading.Read(file).Transactions.Last();

        Assert.Equal(("LB1", 3000L, 2), (deposit.Reference, deposit.Amount.Minor, deposit.Parts.Count));
        Assert.Equal(new Payer("ALPHA", "555"), deposit.Parts[0].Payer);
        Assert.Equal("101", deposit.Parts[0].References["check"]);
        var loose = Reading.Read(file.Replace("16,116,2000", "16,116,2001", StringComparison.Ordinal));
        Assert.Equal(5, loose.Transactions.Count());
        Assert.Contains("bai2.deposit_items", loose.Rules());
    }

    [Fact]
    public void Text_cut_at_the_width_of_the_line_is_joined_and_ended_lines_stay_lines()
    {
        var text = "16,698,2500,,REF3,,PAYMENT FOR THE INVOICES OF JUNE NUMBERED AS FOLLOWS 0047-0";
        var read = Reading.Read(Plain.Replace("16,698,2500,,REF3,,ANALYSIS FEE/", text + "\n88,007051 " +
            "AND\n88,OBI:=MORE", StringComparison.Ordinal));

        Assert.EndsWith("FOLLOWS 0047-0007051 AND\nOBI:=MORE", read.Transactions.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_unread_line_is_in_a_problem()
    {
        var file = Plain.Replace("16,698,2500,,", "16,698,25O0,,", StringComparison.Ordinal).Replace("98,367500",
            "garbage here\n98,367500", StringComparison.Ordinal);

        var read = Reading.Read(file);

        Assert.Equal(2, read.Transactions.Count());
        Assert.Contains(read.Problems, problem =>
            problem.Rule == "bai2.amount" && problem.Raw!.Contains("25O0", StringComparison.Ordinal));
        Assert.Contains(read.Problems, problem =>
            problem.Rule == "bai2.unknown_record" && problem.Raw == "garbage here");
        Assert.Contains("bai2.account_total", read.Rules(Severity.Error));
    }

    [Fact]
    public void A_file_that_breaks_off_anywhere_says_so()
    {
        var bytes = Encoding.UTF8.GetBytes(Plain);
        for (var length = 60; length < bytes.Length - 17; length += 7)
        {
            var read = Reading.Read(bytes[..length]);

            Assert.True(read.Recognition is null || read.Rules(Severity.Error).Count > 0, $"cut at {length}");
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(262144)]
    public void Buffers_and_short_reads_change_nothing(int size)
    {
        foreach (var file in (string[])[Plain, Plain.Replace("\n", "\r\n", StringComparison.Ordinal),
            Plain.Replace('\n', '\r'), Plain.TrimEnd()])
        {
            var bytes = Encoding.UTF8.GetBytes(file);
            using var stream = new ShortReads(bytes, Math.Max(1, size / 5));

            var read = BankFile.ReadWhole(stream, new() { BufferSize = size });

            Assert.Equal(Amounts(Reading.Read(Plain)), Amounts(read));
            Assert.Empty(read.Problems);
        }

        static string Amounts(FileContent content) => string.Join(';', content.Transactions.Select(t =>
            $"{t.Amount}{t.Text}{t.Line}"));
    }

    [Fact]
    public void A_record_beyond_the_limit_is_cut_and_reported()
    {
        var read = Reading.Read(Plain.Replace("ANALYSIS FEE", new string('X', 5000), StringComparison.Ordinal),
            new() { LongestRecord = 1000, BufferSize = 16 });

        Assert.Contains("bai2.too_long", read.Rules(Severity.Error));
        Assert.Equal(3, read.Transactions.Count());
    }

    [Fact]
    public void Problems_beyond_the_limit_are_counted()
    {
        var file = Plain.Replace("98,367500", string.Concat(Enumerable.Repeat("junk\n98,", 1).Append("367500")),
            StringComparison.Ordinal);
        var many = file.Replace("junk\n", string.Concat(Enumerable.Repeat("junk/\n", 50)), StringComparison.Ordinal);

        var read = Reading.Read(many, new() { MostProblems = 10 });

        Assert.Equal(11, read.Problems.Count);
        Assert.Equal(("file.more_problems", Severity.Error), (read.Problems[^1].Rule, read.Problems[^1].Severity));
    }
}
