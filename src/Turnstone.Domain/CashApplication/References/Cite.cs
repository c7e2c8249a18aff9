namespace Turnstone.Domain.CashApplication.References;

/// <summary>How surely a piece of text means a document.</summary>
internal enum CiteQuality
{
    /// <summary>The number as printed, separators aside.</summary>
    Exact,

    /// <summary>The same digits; prefix, zeros or a misread letter differ.</summary>
    Normalised,

    /// <summary>A purchase order of the document.</summary>
    Order,

    /// <summary>All significant digits of a number of the payer, too few to stand without the payer.</summary>
    Whole,

    /// <summary>Part of a list or range that begins with a number in full.</summary>
    Listed,

    /// <summary>A part of the number, unique among the payer's documents.</summary>
    Part,

    /// <summary>One slip away from a number of the payer.</summary>
    NearMiss,
}

/// <summary>A piece of text and the documents it may mean.</summary>
internal sealed record Cite(int[] Documents, CiteQuality Quality, int Start, int Length)
{
    private const int MostOfOwn = 4800;

    /// <summary>A range: all its documents are meant together.</summary>
    public bool Together { get; init; }

    /// <summary>What the piece says as it is written, where it is taken for a slip too; null where it is not.</summary>
    public Cite? InFull { get; init; }

    /// <summary>What it says where these documents are meant: a number in full is no slip.</summary>
    public Cite Meaning(IReadOnlySet<int> documents) =>
        InFull is { } full && full.Documents.Any(documents.Contains) ? full : this;

    /// <summary>Milli-log-odds that the number stands here because it is meant, not by chance.</summary>
    public int Weight { get; init; }

    public int End => Start + Length;

    /// <summary>
    /// The same of a sender that is known: chance would have to bring one of its own numbers, of which there are few.
    /// </summary>
    public Cite Among(int own, string number) => Quality > CiteQuality.Normalised ? this
        : this with { Weight = Math.Max(Weight, Math.Min(MostOfOwn, Rarity.Printed(number, own))) };

    /// <summary>Says a document without the payer's name beside it.</summary>
    public bool IsFirm => Quality <= CiteQuality.Order;
}

/// <summary>Numbers beside cited ones that mean no known document: more may be meant.</summary>
internal enum Unread
{
    /// <summary>All was read.</summary>
    Nothing,

    /// <summary>Each has the whole form of a document number: one that is long closed or not ours.</summary>
    Foreign,

    /// <summary>One is damaged or no document number at all.</summary>
    Damaged,
}

/// <summary>All that a text cites, and what of it could not be read.</summary>
/// <param name="Cites">In the order of the text.</param>
/// <param name="Unread">What stands beside a cited number and means no known document.</param>
/// <param name="Cut">The text ends in the middle of what it cites.</param>
internal sealed record CiteReading(List<Cite> Cites, Unread Unread, bool Cut)
{
    /// <summary>Pieces of the text with the form of our numbers that mean none we know.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>One of those has the whole form: a document that is closed, or another company's.</summary>
    public bool NamesOther { get; init; }

    public static CiteReading None { get; } = new([], Unread.Nothing, Cut: false);
}
