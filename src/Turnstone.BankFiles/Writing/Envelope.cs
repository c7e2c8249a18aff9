namespace Turnstone.BankFiles;

/// <summary>What stands around the content of a written file: who sends it to whom, when, its number.</summary>
public sealed record Envelope
{
    /// <summary>The bank or payer that sends: routing number in ACH and BAI2, an identifier elsewhere.</summary>
    public string Sender { get; init; } = "021000089";

    /// <summary>Who receives it; in ACH the routing number of the receiving bank.</summary>
    public string Receiver { get; init; } = "122099999";

    /// <summary>Day it was made.</summary>
    public required DateOnly Created { get; init; }

    /// <summary>Number of the file; banks count upwards.</summary>
    public int Number { get; init; } = 1;
}
