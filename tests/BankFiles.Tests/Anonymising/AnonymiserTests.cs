using System.Globalization;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.BankFiles.Anonymising;

namespace BankFiles.Tests.Anonymising;

/// <summary>A copy to show to others: the same file to a reader, another one to a person.</summary>
public sealed class AnonymiserTests
{
    public static TheoryData<string> Disguised =>
        ["bai2", "camt.053", "pacs.008", "pain.002", "mt940", "x12.820", "x12.823"];

    public static TheoryData<string> Refused =>
        [.. Samples.All.Keys.Except(["bai2", "camt.053", "pacs.008", "pain.002", "mt940", "x12.820", "x12.823"])];

    [Theory]
    [MemberData(nameof(Disguised))]
    public void A_copy_reads_the_same_and_names_nobody(string format)
    {
        for (var key = 0UL; key < 20; key++)
            Check(format, Samples.All[format], Copy(Samples.All[format], key));
    }

    [Theory]
    [MemberData(nameof(Disguised))]
    public void Findings_of_a_broken_file_stay(string format)
    {
        var mutator = new Mutator(seed: 7);
        var made = 0;
        for (var i = 0; i < 100; i++)
        {
            var broken = mutator.Mutate(Samples.All[format]);
            var copy = Copy(broken, (ulong)i);
            if (copy.Content is null)
                continue;
            Check(format, broken, copy);
            made++;
        }

        Assert.True(made >= 50, string.Create(CultureInfo.InvariantCulture, $"Only {made} of 100 could be copied."));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_disguised_is_refused_by_name(string format)
    {
        var copy = Copy(Samples.All[format], 1);

        Assert.Null(copy.Content);
        Assert.Contains("cannot be anonymised", copy.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_digits_hold_again_and_equal_words_stay_equal()
    {
        var copy = Reading.Read(Copy(Samples.All["camt.053"], 5).Content!);
        var original = Reading.Read(Samples.All["camt.053"]);

        var account = copy.Statements[0].Head.Account;
        Assert.True(CreditorReference.IsIban(account));
        Assert.NotEqual(original.Statements[0].Head.Account, account);
        var reference = copy.Transactions.SelectMany(line => line.Parts).Select(part => part.References
            .GetValueOrDefault("creditor")).OfType<string>().Single();
        Assert.True(CreditorReference.IsRf(reference));
        Assert.Equal("INV1".Length, Assert.Single(copy.Remittances[0].Lines).Document.Length);
    }

    [Fact]
    public void A_wrong_total_stays_wrong_and_a_right_one_right()
    {
        var text = Encoding.UTF8.GetString(Samples.All["bai2"]);
        var wrong = Encoding.UTF8.GetBytes(text.Replace("49,316000", "49,316001", StringComparison.Ordinal));

        Assert.Empty(Reading.Read(Copy(Samples.All["bai2"], 3).Content!).Problems);
        Assert.Contains("bai2.account_total", Reading.Read(Copy(wrong, 3).Content!).Rules());
    }

    [Theory(DisplayName = "Collected files are copied, or refused; needs shared")]
    [InlineData("bai2", 70)]
    [InlineData("camt", 80)]
    [InlineData("mt940", 80)]
    [InlineData("x12-820", 80)]
    public void Collected_files_are_copied(string folder, int atLeastPercent)
    {
        var (made, all) = (0, 0);
        var refused = new List<string>();
        foreach (var path in Directory.GetFiles(SharedFiles.Folder("fixtures/" + folder)).Order(StringComparer.Ordinal))
        {
            var file = File.ReadAllBytes(path);
            var copy = Copy(file, 11);
            all++;
            if (copy.Content is null)
            {
                refused.Add($"{Path.GetFileName(path)}: {copy.Why}");
                continue;
            }

            Check(path, file, copy);
            made++;
        }

        Assert.True(made * 100 >= all * atLeastPercent,
            string.Create(CultureInfo.InvariantCulture, $"{made} of {all}:\n{string.Join('\n', refused)}"));
    }

    private static AnonymousCopy Copy(byte[] file, ulong key)
    {
        using var stream = new MemoryStream(file);
        return Anonymiser.Copy(stream, ReadSettings.Default, key);
    }

    private static void Check(string name, byte[] file, AnonymousCopy copy)
    {
        Assert.True(copy.Content is not null, $"{name}: {copy.Why}");
        var (one, other) = (Reading.Read(file), Reading.Read(copy.Content));
        var text = Encoding.UTF8.GetString(copy.Content);
        Assert.Equal(one.Problems.Select(problem => (problem.Rule, problem.Severity, problem.Line)),
            other.Problems.Select(problem => (problem.Rule, problem.Severity, problem.Line)));
        Assert.Equal(one.Statements.Select(statement => statement.Transactions.Count),
            other.Statements.Select(statement => statement.Transactions.Count));
        foreach (var (before, after) in one.Transactions.Zip(other.Transactions))
        {
            Assert.Equal((before.Date, before.Kind, before.TypeCode, before.Line, before.Amount.IsNegative),
                (after.Date, after.Kind, after.TypeCode, after.Line, after.Amount.IsNegative));
            Assert.True(before.Amount.IsZero || before.Amount != after.Amount);
            if (before.Payer.Name is { Length: > 8 } payer && !Disguise.IsKept(payer))
                Assert.DoesNotContain(payer, text, StringComparison.OrdinalIgnoreCase);
            if (before.Payer.Account is { Length: > 6 } account && account.Trim('0').Length > 1)
                Assert.DoesNotContain(account, text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
