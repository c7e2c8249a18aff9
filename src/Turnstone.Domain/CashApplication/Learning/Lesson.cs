using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Learning;

/// <summary>A past receipt that speaks for or against a lesson.</summary>
/// <param name="Day">Day it was booked.</param>
/// <param name="Customer">Who paid by the books; null where nobody found out.</param>
/// <param name="Documents">What it paid, as people read it.</param>
/// <param name="Supports">True where it says the same.</param>
public sealed record LessonCase(DateOnly Day, CustomerId? Customer, string Documents, bool Supports);

/// <summary>What a person's correction could teach: a proposal, which decides nothing until it is approved.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Key">Name or account it is about; empty for a rule.</param>
/// <param name="Shown">The name or account as the bank printed it.</param>
/// <param name="Customer">Whom it is about.</param>
public sealed record Lesson(LearnedKind Kind, string Key, string Shown, CustomerId Customer)
{
    /// <summary>Days, for a rule about them.</summary>
    public int Days { get; init; }

    /// <summary>What to look at before approving it; empty where nothing is out of the ordinary.</summary>
    public string Caution { get; init; } = "";

    /// <summary>Past receipts it was held against, the latest first; the correction itself is none of them.</summary>
    public IReadOnlyList<LessonCase> Cases { get; init; } = [];
}

/// <summary>A receipt of the past with what was open of its customer that morning.</summary>
/// <param name="Day">Day it was booked.</param>
/// <param name="Paid">Numbers of the documents it settled.</param>
/// <param name="Open">What was open of the customer: number, due date, amount.</param>
public sealed record OpenMorning(
    DateOnly Day, IReadOnlyCollection<string> Paid, IReadOnlyList<(string Number, DateOnly Due, Money Open)> Open);

/// <summary>A discount a person granted after its date.</summary>
/// <param name="Day">Day of the receipt.</param>
/// <param name="Number">The document.</param>
/// <param name="Late">Days after the discount's date; 0 or less is in time.</param>
/// <param name="Granted">True where the difference was taken as a discount, false where it was not.</param>
public sealed record LateDiscount(DateOnly Day, string Number, int Late, bool Granted);

/// <summary>A correction with what the books know of its sender and its customer.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Customer">The customer the person named.</param>
/// <param name="CustomerName">Its name.</param>
public sealed record Correction(Receipt Receipt, CustomerId Customer, string CustomerName)
{
    /// <summary>Whom the engine named; null for nobody.</summary>
    public CustomerId? Said { get; init; }

    /// <summary>The named one's family, itself among them: a payment for kin is no contradiction.</summary>
    public IReadOnlySet<CustomerId> Family { get; init; } = new HashSet<CustomerId>();

    /// <summary>Settled receipts under the sender's name or from its account, or of the customer.</summary>
    public IReadOnlyList<SettledReceipt> Past { get; init; } = [];

    /// <summary>The morning of this receipt with what the person chose; null where it chose no document.</summary>
    public OpenMorning? Morning { get; init; }

    /// <summary>Mornings of the customer's settled receipts before.</summary>
    public IReadOnlyList<OpenMorning> Mornings { get; init; } = [];

    /// <summary>Late discounts of the customer that people decided, this receipt's among them.</summary>
    public IReadOnlyList<LateDiscount> Discounts { get; init; } = [];
}
