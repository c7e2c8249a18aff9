using System.Globalization;
using Microsoft.AspNetCore.Http;
using Turnstone.BankFiles;
using Turnstone.Extraction;

namespace Turnstone.Web.Staff.Banking;

/// <summary>
/// A mapping as the bench posts it. Fields and text are two views of one thing: where the person changed the text, it
/// wins; else the text is written anew from the fields.
/// </summary>
internal static class MappingForm
{
    public static MappingSample Sample(IFormCollection form) => new(form["sheet"] == "yes",
        form["sample"].ToString().ReplaceLineEndings("\n"));

    public static string Text(IFormCollection form)
    {
        var (text, before) = (Plain(form["text"].ToString()), Plain(form["before"].ToString()));
        if (text != before || !MappingFile.Read(before).Is(out var mapping, out _)
            || !MappingFile.Tests(before).Is(out var tests, out _))
            return text;
        var changed = Changed(mapping, form);
        // A text that says more than columns, or that somebody wrote, stays as it is while no field says otherwise.
        return MappingText.Write(changed, tests) == MappingText.Write(mapping, tests) ? text
            : MappingText.Write(changed, tests);
    }

    private static Mapping Changed(Mapping mapping, IFormCollection form)
    {
        var options = mapping with
        {
            DateForms = Listed(form["dates"]), Decimal = One(form["decimal"]), Currency = Some(form["currency"]),
            Account = Some(form["account"]),
            Sign = form["sign"] == "inverted" ? SignRule.Inverted : SignRule.Signed,
        };
        // Columns at fixed places are named by their places, in the text.
        return mapping.Widths.Count > 0 || form["column"].Count == 0 ? options
            : options with { Columns = [.. Columns(mapping, form)] };
    }

    private static IEnumerable<(Field Field, string Column)> Columns(Mapping mapping, IFormCollection form)
    {
        var names = form["name"];
        for (var at = 0; at < form["column"].Count; at++)
        {
            if (Enum.TryParse<Field>(form["column"][at], out var field) && Enum.IsDefined(field))
            {
                yield return (field, mapping.Header && at < names.Count && names[at] is { Length: > 0 } name ? name
                    : string.Create(CultureInfo.InvariantCulture, $"#{at + 1}"));
            }
        }
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string[] Listed(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static char? One(string? text) => text is { Length: 1 } ? text[0] : null;

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
