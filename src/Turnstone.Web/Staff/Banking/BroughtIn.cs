namespace Turnstone.Web.Staff.Banking;

/// <summary>What became of a file that a person brought in.</summary>
/// <param name="Sentence">Said to the person.</param>
/// <param name="Good">False where it was refused or kept aside.</param>
/// <param name="Arrival">Number of the arrival; null where there is none.</param>
public sealed record BroughtIn(string Sentence, bool Good, long? Arrival);
