using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>What the list of receipts shows, as its address says it.</summary>
public sealed class QueueView
{
    /// <summary>The views a person can choose, with their words.</summary>
    public static IReadOnlyList<(string Name, string Words)> All { get; } =
    [
        ("", "To decide"), ("find", "To find"), ("confirm", "To confirm"), ("unapplied", "Unapplied"),
        ("unidentified", "Unidentified"), ("waiting", "Waiting"), ("refused", "Refused"), ("aside", "Set aside"),
        ("posted", "Posted"), ("returns", "Returns"),
    ];

    /// <summary>Name of the view; null or empty for all that is open.</summary>
    public string? Name { get; set; }

    /// <summary>Words in payer, text or reference.</summary>
    public string? Words { get; set; }

    /// <summary>Where the page before ended.</summary>
    public string? After { get; set; }

    /// <summary>The view as a query, to come back to it after an act.</summary>
    public string Query
    {
        get
        {
            var parts = new List<string>();
            foreach (var (key, value) in new[] { ("view", Name), ("words", Words), ("after", After) })
            {
                if (!string.IsNullOrEmpty(value))
                    parts.Add($"{key}={Uri.EscapeDataString(value)}");
            }

            return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
        }
    }

    /// <summary>The filter of the view.</summary>
    public QueueFilter Filter(CompanyId? company)
    {
        var filter = new QueueFilter
        {
            Company = company?.Value, Words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim(),
        };
        return Name switch
        {
            "find" => filter with { State = "undecided", Verdict = "hold" },
            "confirm" => filter with { State = "undecided", Proposed = true },
            "unapplied" or "unidentified" => filter with { Status = Name },
            "waiting" or "refused" or "posted" => filter with { State = Name },
            "aside" => filter with { SetAside = true },
            "returns" => filter with { State = "undecided", Kind = "return" },
            _ => filter,
        };
    }
}
