using System.Globalization;
using Turnstone.BankFiles.Bai2;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Mt940;

/// <summary>Puts a line and its details together.</summary>
internal static class MtTransaction
{
    public static BankTransaction Make(MtLine line, in MtDetails told)
    {
        var references = told.References;
        ReferenceList.Add(ref references, "customer", line.Customer);
        var text = told.Text;
        if (line.Supplement.Length > 0)
            text = text.Length == 0 ? line.Supplement : line.Supplement + "\n" + text;
        return new()
        {
            Date = line.EntryDate ?? line.ValueDate, ValueDate = line.ValueDate, Amount = line.Amount,
                Kind = KindOf(line, told, text),
            TypeCode = told.Code ?? (line.Type.Length > 0 ? line.Type : null),
                Reference = line.Bank ?? line.Customer, Text = text,
            References = references ?? ReferenceList.Empty, Payer = PayerOf(line, told.Payer),
            Line = line.At, Offset = line.Offset, Length = line.Length,
        };
    }

    // Rabobank puts the other side's account in the place of the reference, or below it.
    private static Payer PayerOf(MtLine line, Payer told) => told.Account is not null ? told
        : line.Customer is { Length: > 14 } reference && CreditorReference.IsIban(reference)
            ? told with { Account = reference }
        : line.Supplement is { Length: > 14 } below && CreditorReference.IsIban(below) ? told with { Account = below }
        : told;

    private static LineKind KindOf(MtLine line, in MtDetails told, string text)
    {
        if (line.IsExpected)
            return LineKind.Undecided;
        if (line.Mark == "RC")
            return LineKind.Return;
        if (line.Mark == "RD")
            return LineKind.Undecided;
        if (told.Reason is not null)
            return line.IsIn ? LineKind.Undecided : LineKind.Return;
        if (told.Code is { Length: 3 } code)
        {
            return told.IsBai && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var bai)
                && TypeCodes.Of(bai) is { Sign: not 0 } type && type.Sign > 0 == line.IsIn
                ? type.Kind : Gvc.KindOf(code, line.IsIn, text);
        }

        return line.Type switch
        {
            "NCHG" or "NCOM" or "NINT" or "FCHG" or "NDIV" or "NTCK" => LineKind.Excluded,
            "NRTI" or "FRTI" when !line.IsIn => LineKind.Return,
            _ => LineWords.KindOf(line.IsIn, text),
        };
    }
}
