using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Xunit;

namespace Turnstone.Domain.Tests.Posting;

public sealed class DocumentTaxTests
{
    private static Money Eur(decimal amount) => Money.Rounded(amount, Currency.Eur);

    private static DocumentLine Sold(decimal net, string? code, decimal? percent) =>
        new(Eur(net), false) { TaxCode = code, TaxPercent = percent, Account = "10" };

    private static DocumentLine Tax(decimal tax, string? code, string account = "9") =>
        new(Eur(tax), true) { TaxCode = code, Account = account };

    [Fact]
    public void Each_rate_has_its_net_its_tax_and_its_account()
    {
        var parts = DocumentTax.Of(
            [Sold(100m, "A", 19m), Sold(50m, "A", 19m), Sold(200m, "B", 7m), Sold(10m, "Z", 0m),
                Tax(28.50m, "A"), Tax(14m, "B", "8")], Eur(402.50m));

        Assert.Equal(
            [
                new TaxPart("A", 19m, Eur(150m), Eur(28.50m), "9"), new TaxPart("B", 7m, Eur(200m), Eur(14m), "8"),
                new TaxPart("Z", 0m, Eur(10m), Eur(0m), ""),
            ],
            parts);
    }

    [Fact]
    public void A_document_without_tax_has_none_and_one_tax_line_without_code_serves_the_only_rate()
    {
        Assert.Equal([], DocumentTax.Of([Sold(100m, null, null)], Eur(100m)));
        Assert.Equal([new TaxPart("A", 19m, Eur(100m), Eur(19m), "9")],
            DocumentTax.Of([Sold(100m, "A", 19m), Tax(19m, null)], Eur(119m)));
    }

    [Theory]
    [InlineData(null, 19, 119, 19)] // the account shows no code
    [InlineData("A", 19, 120, 19)] // the lines are not the total
    [InlineData("A", 7, 119, 19)] // the rate does not make the tax
    public void What_the_lines_do_not_say_is_not_guessed(string? code, int percent, int total, int tax) =>
        Assert.Null(DocumentTax.Of([Sold(100m, code, percent), Tax(tax, code)], Eur(total)));

    [Fact]
    public void Two_rates_without_codes_on_their_tax_lines_are_not_guessed() =>
        Assert.Null(DocumentTax.Of(
            [Sold(100m, "A", 19m), Sold(100m, "B", 7m), Tax(19m, null), Tax(7m, null)], Eur(226m)));

    [Fact]
    public void No_lines_are_no_answer() => Assert.Null(DocumentTax.Of([], Eur(100m)));
}
