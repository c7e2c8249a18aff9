using Turnstone.BankFiles.Ach;
using Turnstone.BankFiles.Advices;
using Turnstone.BankFiles.Bai2;
using Turnstone.BankFiles.Coda;
using Turnstone.BankFiles.Fedwire;
using Turnstone.BankFiles.Iso20022;
using Turnstone.BankFiles.Lockbox;
using Turnstone.BankFiles.Mt940;
using Turnstone.BankFiles.Nordic;
using Turnstone.BankFiles.Ofx;
using Turnstone.BankFiles.Qif;
using Turnstone.BankFiles.Tables;
using Turnstone.BankFiles.X12;

namespace Turnstone.BankFiles;

/// <summary>The one table of formats, asked in this order: the surest marks first, tables last.</summary>
internal static class Formats
{
    public static IReadOnlyList<Format> All { get; } =
    [
        new IsoFormat(),
        new Bai2Format(),
        new AchFormat(),
        new X12Format(),
        new OfxFormat(),
        new FedwireFormat(),
        new LockboxFormat(),
        new CodaFormat(),
        new NordicFormat(),
        new QifFormat(),
        new Mt940Format(),
        new TableFormat(),
        new TextAdviceFormat(),
    ];

    /// <summary>What a source's own words make of a file that nobody knows otherwise.</summary>
    public static (Format Format, Recognition Found)? ByWords(ReadOnlySpan<byte> head, ReadSettings settings)
    {
        if (settings.Advices.Count == 0)
            return null;
        if (TableFormat.Recognise(head, settings) is { } table)
            return (All.OfType<TableFormat>().Single(), table);
        return TextAdviceFormat.Recognise(head, settings) is { } letter
            ? (All.OfType<TextAdviceFormat>().Single(), letter) : null;
    }

    /// <summary>The first format that knows the file; with a mapping, what no other format knows is a table.</summary>
    public static (Format Format, Recognition Found)? Of(ReadOnlySpan<byte> head, Mapping? mapping)
    {
        foreach (var format in All)
        {
            var found = format is TableFormat && mapping is not null ? TableFormat.Mapped(mapping)
                : format.Recognise(head);
            if (found is not null)
                return (format, found);
        }

        return null;
    }
}
