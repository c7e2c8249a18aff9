using Turnstone.NetSuite.Sandbox.Faults;

namespace Simulation;

/// <summary>What the main job was doing when it was killed.</summary>
internal enum Stage
{
    /// <summary>Between the stages, before the first or after the last.</summary>
    Between,

    /// <summary>Pulling the ledger.</summary>
    Sync,

    /// <summary>Bringing the bank's files in.</summary>
    Import,

    /// <summary>Deciding what each receipt pays.</summary>
    Match,

    /// <summary>People accepting and approving.</summary>
    Approve,

    /// <summary>A write being looked up, kept as sent, or sent.</summary>
    Post,

    /// <summary>A write's answer is there and its record is being read and compared.</summary>
    ReadBack,
}

/// <summary>What one life of the process was heard saying and seen asking.</summary>
/// <param name="Said">Its lines of progress.</param>
/// <param name="Calls">Its calls, as NetSuite's side logged them.</param>
internal sealed record LifeSoFar(IReadOnlyList<string> Said, IReadOnlyList<Call> Calls)
{
    /// <summary>Files of the demo's days.</summary>
    public const int Files = 7;

    /// <summary>The stage it is in: by what it finished last, and while posting by its last call.</summary>
    public Stage Stage => (Count("posting"), Count("people"), Count("matching"), Count("file"), Count("ledger")) switch
    {
        ( > 0, _, _, _, _) => Stage.Between,
        (_, > 0, _, _, _) => Posting,
        (_, _, >= 2, _, _) => Stage.Approve,
        (_, _, _, >= Files, _) => Stage.Match,
        (_, _, _, > 0, _) => Stage.Import,
        // After the ledger come the settings, and only then the first file.
        (_, _, _, _, > 0) => Stage.Between,
        _ => Calls.Any(IsQuery) ? Stage.Sync : Stage.Between,
    };

    /// <summary>How often a word began a line.</summary>
    public int Count(string word) => Said.Count(line => line.StartsWith(word, StringComparison.Ordinal));

    /// <summary>A call that makes or changes a record.</summary>
    public static bool IsWrite(Call call) => call.Method is "POST" or "PATCH" or "PUT"
        && call.Target.Contains("/record/v1/", StringComparison.Ordinal);

    /// <summary>A look for a record of our name, before it is made.</summary>
    public static bool IsLookUp(Call call) =>
        call.Method == "GET" && call.Target.Contains("eid%3A", StringComparison.OrdinalIgnoreCase)
        || call.Method == "GET" && call.Target.Contains("eid:", StringComparison.OrdinalIgnoreCase);

    /// <summary>A query.</summary>
    public static bool IsQuery(Call call) => call.Target.Contains("/suiteql", StringComparison.Ordinal);

    /// <summary>The call whose answer is held back: the process waits for it, whatever else it asked since.</summary>
    public Call? Held => Calls.FirstOrDefault(call => call.Fault == FaultKind.Slow);

    /// <summary>
    /// Look-up and write are posting; a read of the record by its internal id, or of its ledger lines, is the
    /// read-back. Other queries may belong to either and are counted as neither.
    /// </summary>
    private Stage Posting => (Held ?? (Calls.Count > 0 ? Calls[^1] : null)) switch
    {
        null => Stage.Between,
        var last when IsWrite(last) || IsLookUp(last) => Stage.Post,
        { Method: "GET" } last when last.Target.Contains("/record/v1/", StringComparison.Ordinal) => Stage.ReadBack,
        var last when last.Body.Contains("transactionaccountingline", StringComparison.Ordinal) => Stage.ReadBack,
        _ => Stage.Between,
    };
}

/// <summary>Where a life is to end.</summary>
/// <param name="Stage">The stage aimed at.</param>
/// <param name="Moment">Which of the stage's calls.</param>
/// <param name="Share">How far into what follows that moment, in thousandths of what it took in a whole run.</param>
/// <param name="HoldsAnswer">Holds the answer of the call back, so that the process dies waiting for it.</param>
internal sealed record Aim(Stage Stage, int Moment, int Share, bool HoldsAnswer)
{
    /// <summary>A moment of a stage from dice.</summary>
    public static Aim At(Stage stage, Random dice) => new(stage, stage switch
    {
        Stage.Sync => dice.Next(1, 12),
        Stage.Import => dice.Next(1, LifeSoFar.Files),
        Stage.Post or Stage.ReadBack => dice.Next(1, 6),
        _ => 1,
    }, dice.Next(1000), stage is Stage.Post or Stage.ReadBack && dice.Next(2) == 0);

    /// <summary>True where the moment has come.</summary>
    public bool Reached(LifeSoFar life) => Stage switch
    {
        Stage.Sync => life.Calls.Count(LifeSoFar.IsQuery) >= Moment || life.Count("ledger") > 0,
        _ when HoldsAnswer => life.Held is not null,
        Stage.Import => life.Count("file") >= Moment,
        Stage.Match => life.Count("file") >= LifeSoFar.Files,
        Stage.Approve => life.Count("matching") >= 2,
        Stage.Post => life.Calls.Count(call => LifeSoFar.IsLookUp(call) || LifeSoFar.IsWrite(call)) >= Moment,
        _ => life.Calls.Count(LifeSoFar.IsWrite) >= Moment && life.Stage is Stage.ReadBack,
    };
}
