using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>What the list of receipts shows, as its address says it.</summary>
public sealed class QueueView
{
    /// <summary>The views a person can choose, with their words.</summary>
    public static IReadOnlyList<(string Name, string Words)> All { get; } =
    [
        ("", "To decide"), ("mine", "Mine"), ("open", "All open"), ("find", "To find"), ("confirm", "To confirm"),
        ("unapplied", "Unapplied"), ("unidentified", "Unidentified"), ("waiting", "Waiting"), ("refused", "Refused"),
        ("aside", "Set aside"), ("posted", "Posted"), ("returns", "Returns"),
    ];

    /// <summary>Name of the view; null or empty for all that is open.</summary>
    public string? Name { get; set; }

    /// <summary>Words in payer, text or reference.</summary>
    public string? Words { get; set; }

    /// <summary>Where the page before ended.</summary>
    public string? After { get; set; }

    /// <summary>The view by the names an address has for it; what is not set is left out.</summary>
    public IEnumerable<(string Name, string Value)> Parts =>
        new (string Name, string Value)[] { ("view", Name ?? ""), ("words", Words ?? ""), ("after", After ?? "") }
            .Where(part => part.Value.Length > 0);

    /// <summary>The view as a query, to come back to it after an act.</summary>
    public string Query
    {
        get
        {
            var parts = Parts.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}").ToList();
            return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
        }
    }

    /// <summary>True where the view is of work still to do, so that its money is worth adding up.</summary>
    public bool IsOpen => Name is not ("posted" or "aside");

    /// <summary>What an empty view says.</summary>
    public static string Empty(string? name) => name switch
    {
        null or "" => "All that came in is decided.",
        "mine" => "Nobody gave you a receipt: press g on one to give it to somebody.",
        "confirm" => "No proposal waits for a person's word.",
        "waiting" => "No decision waits for a second person.",
        _ => "No receipt stands in this view.",
    };

    /// <summary>The filter of the view for a person.</summary>
    public QueueFilter Filter(CompanyId? company, long person)
    {
        var filter = new QueueFilter
        {
            Company = company?.Value, Words = string.IsNullOrWhiteSpace(Words) ? null : Words.Trim(),
        };
        return Name switch
        {
            null or "" => filter with { State = "undecided" },
            "mine" => filter with { AssignedTo = person },
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
