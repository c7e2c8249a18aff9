using Turnstone.BankFiles;

namespace BankFiles.Tests.References;

public sealed class CreditorReferenceTests
{
    [Theory]
    [InlineData("RF18 5390 0754 7034", true)]
    [InlineData("rf18539007547034", true)]
    [InlineData("RF19539007547034", false)]
    [InlineData("RF00S0METE5T", false)]
    [InlineData("RF", false)]
    public void Rf(string text, bool valid) => Assert.Equal(valid, CreditorReference.IsRf(text));

    [Theory]
    [InlineData("21 00000 00003 13947 14300 09017", true)]
    [InlineData("210000000003139471430009018", false)]
    [InlineData("21000000000313947143000901", false)]
    public void Qr(string text, bool valid) => Assert.Equal(valid, CreditorReference.IsQr(text));

    [Theory]
    [InlineData("+++090/9337/55493+++", true)]
    [InlineData("090933755493", true)]
    [InlineData("090933755494", false)]
    [InlineData("000000009797", true)]
    public void Belgian(string text, bool valid) => Assert.Equal(valid, CreditorReference.IsBelgian(text));

    [Theory]
    [InlineData("1234 5674", true)]
    [InlineData("2345676", true)]
    [InlineData("1234567", false)]
    public void Kid(string text, bool valid) => Assert.Equal(valid, CreditorReference.IsKid(text));

    [Fact]
    public void Every_single_wrong_digit_is_found()
    {
        foreach (var (reference, check) in new (string, Func<string, bool>)[]
        {
            ("RF18539007547034", CreditorReference.IsRf), ("210000000003139471430009017", CreditorReference.IsQr),
            ("12345674", CreditorReference.IsOcr), ("99999888887777766668", CreditorReference.IsFinnish),
                ("090933755493", CreditorReference.IsBelgian),
        })
        {
            Assert.True(check(reference), reference);
            for (var i = reference.Length - 1; i >= 0 && char.IsAsciiDigit(reference[i]); i--)
            {
                var wrong = reference[..i] + (char)('0' + ((reference[i] - '0' + 1) % 10)) + reference[(i + 1)..];

                Assert.False(check(wrong), wrong);
            }
        }
    }

    [Fact(DisplayName = "The collected vectors hold (needs shared)")]
    public void The_vectors_hold()
    {
        foreach (var cells in File.ReadLines(Path.Combine(SharedFiles.Folder("fixtures"), "references",
            "vectors.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            var valid = cells[0] switch
            {
                "RF" => CreditorReference.IsRf(cells[1]),
                "QRR" => CreditorReference.IsQr(cells[1]),
                _ => CreditorReference.IsFinnish(cells[1]),
            };
            Assert.True(valid == (cells[2] == "yes"), $"{cells[0]} {cells[1]}");
        }
    }
}
