using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Banking;

/// <summary>What bringing in files refuses, each with its code.</summary>
public static class Refusals
{
    /// <summary>A content that came before.</summary>
    public static Refusal SameContent(string name, string before, DateTimeOffset when) => new(
        "files.same_content", string.Create(CultureInfo.InvariantCulture,
            $"{name} holds byte for byte what came as {before} on {when:yyyy-MM-dd HH:mm} UTC: "
            + $"nothing was loaded again."),
        RefusalKind.Conflict);

    /// <summary>No reader knows the file.</summary>
    public static Refusal Unread(string name, string why) =>
        new("files.unread", $"{name} was kept and not read: {why}");

    /// <summary>An arrival that does not exist.</summary>
    public static Refusal NoArrival(long id) => new(
        "files.no_arrival", string.Create(CultureInfo.InvariantCulture, $"There is no file with number {id}."),
        RefusalKind.NotFound);

    /// <summary>A file that waits for no release.</summary>
    public static Refusal NotQuarantined(string name) => new(
        "files.not_quarantined", $"{name} is not quarantined: there is nothing to release.", RefusalKind.Conflict);

    /// <summary>A release asked for in another company's name.</summary>
    public static Refusal OtherCompany(string name) => new(
        "files.other_company", $"{name} holds accounts of another company, too: ask for its release in all of them.");

    /// <summary>A reason is missing.</summary>
    public static Refusal NoReason(string act) =>
        new("files.no_reason", $"To {act} needs a reason: say why, for whoever reads the log.");

    /// <summary>A held line that does not exist or is answered.</summary>
    public static Refusal NoHeldLine(long id) => new(
        "files.no_held_line", string.Create(CultureInfo.InvariantCulture,
            $"Line {id} waits for nobody: it does not exist, or somebody has placed it."), RefusalKind.NotFound);

    /// <summary>A line of an account nobody mapped cannot be booked one by one.</summary>
    public static Refusal NotBookable(string reason) => new(
        "files.not_bookable", $"This line cannot be booked by itself ({reason}): map its account or release its file.",
        RefusalKind.Conflict);

    /// <summary>No setting describes such a place.</summary>
    public static Refusal NoSource(string name) => new("sources.none",
        $"There is no source {name} that files come from: add it to the settings, section sources, with its place.",
        RefusalKind.NotFound);

    /// <summary>No setting has the source's key.</summary>
    public static Refusal UnknownSource(string name) => new("sources.unknown",
        $"There is no source {name}: choose one of the settings, section sources, or leave it out.",
        RefusalKind.NotFound);

    /// <summary>A new source belongs to nobody.</summary>
    public static Refusal SourceWithoutCompany(string name) => new("sources.no_company",
        $"The source '{name}' is new: name it, and choose the company whose files it brings.");

    /// <summary>A source is read that way already.</summary>
    public static Refusal ReadSoAlready(string name) => new("sources.read_so_already",
        $"The source {name} is read that way already: nothing is proposed.", RefusalKind.Conflict);

    /// <summary>A source whose tables are read by their header words.</summary>
    public static Refusal NoMapping(string name) => new("sources.no_mapping",
        $"The source {name} has no mapping: drop a file of it, and one is drafted.", RefusalKind.NotFound);

    /// <summary>A token nobody made, or one that was revoked.</summary>
    public static Refusal BadToken() => new("sources.bad_token",
        "This token does not hold: make one for the source in Settings, and send it as Authorization: Bearer.",
        RefusalKind.NotAllowed);

    /// <summary>A token that does not exist or has ended.</summary>
    public static Refusal NoToken(long id) => new("sources.no_token", string.Create(CultureInfo.InvariantCulture,
        $"There is no token {id} that holds: it does not exist, or it was revoked."), RefusalKind.NotFound);

    /// <summary>A token of nobody.</summary>
    public static Refusal NoNote() => new("sources.no_note",
        "A token needs a note of at most 200 letters: say which program sends with it.");

    /// <summary>A message without a file.</summary>
    public static Refusal NothingSent() => new("sources.nothing_sent",
        "Nothing was sent: put the file's bytes into the body, or a file into the form.");

    /// <summary>A file of which no copy can be made.</summary>
    public static Refusal NoCopy(string name, string why) => new("files.no_copy", $"{name} was not copied: {why}");

    /// <summary>A file beyond the limit of one import.</summary>
    public static Refusal TooLarge(string source, string name) => new("sources.too_large",
        $"{source}: {name} is larger than {Looking.LargestFile / (1024 * 1024)} MB and stays where it is: import it "
        + "with 'turnstone import', or ask for smaller files.");
}
