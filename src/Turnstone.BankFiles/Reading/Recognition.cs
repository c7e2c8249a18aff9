using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>What a file is, judged by its content and never by its name.</summary>
/// <param name="Format">Stable word for the format, e.g. <c>bai2</c>, <c>camt.053</c>, <c>csv</c>.</param>
/// <param name="Version">Version as the file states it; null where the format has none.</param>
/// <param name="Role">What such a file usually is to the books; a source's setting overrides it.</param>
public sealed record Recognition(string Format, string? Version, SourceRole Role);
