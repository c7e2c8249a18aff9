using Turnstone.BankFiles.Bai2;
using Turnstone.BankFiles.Iso20022;
using Turnstone.BankFiles.Mt940;
using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles;

/// <summary>The one table of formats, asked in this order: the surest marks first, tables last.</summary>
internal static class Formats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new IsoFormat(),
        new Bai2Format(),
        new Mt940Format(),
        new TableFormat(),
    ];
}
