using Turnstone.Domain.Kernel;

namespace Turnstone.Web.Staff;

/// <summary>What a form cannot mean.</summary>
public static class PageRefusals
{
    /// <summary>A field that should be a day.</summary>
    public static Refusal NoDay(string field, string? text) => new("form.no_day",
        $"{field}: '{text}' is no day; write it as 2026-06-30.");

    /// <summary>A word by which nothing is put together.</summary>
    public static Refusal NoGrouping(string text) => new("form.no_grouping",
        $"'{text}' is nothing receipts are put together by: use week, method, customer or bank.");

    /// <summary>A field that should be an amount.</summary>
    public static Refusal NoAmount(string field, string text, Currency currency) => new("form.no_amount",
        $"{field}: '{text}' is no amount in {currency.Code}; write it as 1234.56, or leave the field empty.");

    /// <summary>A field the page itself filled in came back changed.</summary>
    public static Refusal Garbled(string field) => new("form.garbled",
        $"{field} came back in a form this page never sends: load the page again.");
}
