namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>By what a receipt that cites nothing is explained.</summary>
internal enum SilentKind
{
    /// <summary>One document of the amount.</summary>
    Single,

    /// <summary>One document of the amount less its discount in time.</summary>
    Discounted,

    /// <summary>All that is open.</summary>
    Everything,

    /// <summary>All of one month.</summary>
    Month,

    /// <summary>Neighbours by due date.</summary>
    Run,

    /// <summary>So many documents of one amount, the oldest first.</summary>
    Alike,

    /// <summary>The only set with the sum.</summary>
    Subset,

    /// <summary>One document that is a little more.</summary>
    WithinTolerance,
}

/// <summary>One explanation of a receipt that cites nothing.</summary>
internal sealed record Silent(SilentKind Kind, int[] Items, int Weight)
{
    /// <summary>Other documents explain it as well, and nothing says which are meant.</summary>
    public bool Tie { get; init; }

    /// <summary>Others explain it as well, and the policy says that the oldest are meant.</summary>
    public bool Lifted { get; init; }

    /// <summary>The search ended before it had seen all.</summary>
    public bool Cut { get; init; }

    /// <summary>How much less than the likeliest sender this customer is the sender.</summary>
    public int Behind { get; init; }

    /// <summary>Documents that explain it as well; empty where there are none or they were not kept.</summary>
    public int[] Rival { get; init; } = [];

    /// <summary>First those that nothing disputes, then those a policy lifts, then ties.</summary>
    public int Rank => Tie ? 2 : Lifted ? 1 : 0;

    public bool Touches(Silent other) => Items.Any(other.Items.Contains);
}
