using Turnstone.Domain.Kernel;

namespace Turnstone.Commands;

/// <summary>What the program says to the shell that started it (design: the command line).</summary>
internal static class Exit
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Done, with problems: unread lines, totals that break, refused postings.</summary>
    public const int Problems = 1;

    /// <summary>Wrong use: an unknown word, a missing option, a missing file.</summary>
    public const int WrongUse = 2;

    /// <summary>Nothing given could be read or done.</summary>
    public const int Refused = 3;

    /// <summary>The world outside did not answer or said no.</summary>
    public const int OutsideFailed = 4;

    /// <summary>The exit code of a refusal.</summary>
    public static int Of(Refusal refusal) => refusal.Kind == RefusalKind.Outside ? OutsideFailed : Refused;
}
