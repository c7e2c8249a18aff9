using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Turnstone.BankFiles.Anonymising;
using Turnstone.BankFiles.Wrapping;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles;

/// <summary>A copy to show to others, or why there is none.</summary>
/// <param name="Content">The copy, out of any wrapper; null where none can be made.</param>
/// <param name="Why">In a sentence: why none can be made; empty where one is there.</param>
public sealed record AnonymousCopy(byte[]? Content, string Why);

/// <summary>
/// Makes a copy of a bank file in which names, accounts, references and texts are replaced by others of the same length
/// and amounts are multiplied by one secret number: the proportions of amounts stay, their values do not, and who knows
/// one amount can find the others. The copy is read again, and is handed out only where it has the same structure and
/// findings and holds none of the names, accounts and amounts of the original.
/// </summary>
public static class Anonymiser
{
    private const int Attempts = 12;
    private const int LargestFile = 64 * 1024 * 1024;

    // Shorter ones are found in any text.
    private const int ShortestName = 4;

    /// <summary>Makes the copy.</summary>
    /// <param name="file">The file, wrapped or not.</param>
    /// <param name="settings">How it is read.</param>
    /// <param name="key">Drawn at random by the caller and thrown away: the same key makes the same copy.</param>
    public static AnonymousCopy Copy(Stream file, ReadSettings settings, ulong key)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (Plain(file, settings) is not { } bytes)
            return new(null, "Only a single file of at most 64 MB can be anonymised.");
        var original = Read(bytes, settings);
        if (original.Recognition is not { } found)
            return new(null, "No reader knows this format, so that nobody can say what in it is a name.");
        var isUtf8 = Utf8.IsValid(bytes);
        var text = Bytes.Text(bytes);
        var shape = Shape(original);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Replaced(found.Format, text, new(unchecked(key + (ulong)attempt * 7919))) is not { } replaced)
                return new(null, $"Files of format {found.Format} cannot be anonymised yet: take out what is private "
                    + "by hand, with others of the same length.");
            var copy = isUtf8 ? Encoding.UTF8.GetBytes(replaced)
                : CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(replaced);
            var again = Read(copy, settings);
            if (string.Equals(Shape(again), shape, StringComparison.Ordinal) && !Tells(original, again, replaced))
                return new(copy, "");
        }

        return new(null, "No copy of this file keeps its structure and findings without telling a name or an amount.");
    }

    private static string? Replaced(string format, string text, Disguise disguise) => format switch
    {
        "bai2" => Bai2Disguise.Copy(text, disguise),
        "mt940" or "mt942" => Mt940Disguise.Copy(text, disguise),
        "x12.820" or "x12.823" => X12Disguise.Copy(text, disguise),
        _ when format.StartsWith("camt.", StringComparison.Ordinal)
            || format.StartsWith("pa", StringComparison.Ordinal) => XmlDisguise.Copy(text, disguise),
        _ => null,
    };

    private static byte[]? Plain(Stream file, ReadSettings settings)
    {
        byte[]? only = null;
        foreach (var content in Unwrapping.Open(file, settings, extraction: null))
        {
            if (only is not null || content.Wrapper == "mail")
                return null;
            using var copy = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (var count = content.Read(buffer); count > 0; count = content.Read(buffer))
            {
                if (copy.Length + count > LargestFile)
                    return null;
                copy.Write(buffer, 0, count);
            }

            only = copy.ToArray();
        }

        return only;
    }

    private static FileContent Read(byte[] bytes, ReadSettings settings)
    {
        using var stream = new MemoryStream(bytes);
        return BankFile.ReadWhole(stream, settings);
    }

    /// <summary>All that must stay: counts, kinds, codes, dates, directions, what is stated, findings.</summary>
    internal static string Shape(FileContent content)
    {
        var shape = new StringBuilder();
        foreach (var statement in content.Statements)
        {
            var head = statement.Head;
            shape.Append(CultureInfo.InvariantCulture, $"{head.Currency} {head.AsOf} {head.Number} {head.Line} ")
                .Append(CultureInfo.InvariantCulture, $"{Sign(head.Opening)} {Sign(head.Closing)}\n");
            foreach (var line in statement.Transactions)
                Shape(shape, line);
            shape.Append(Sign(statement.End?.Closing)).Append('\n');
        }

        foreach (var advice in content.Remittances)
        {
            shape.Append(CultureInfo.InvariantCulture, $"{advice.Currency} {advice.Date} {Sign(advice.Total)} ")
                .AppendJoin(' ', advice.Lines.Concat(advice.Adjustments).Select(line =>
                    $"{Sign(line.Gross)}{Sign(line.Discount)}{Sign(line.Deduction)}{line.Reason}{Sign(line.Net)}"))
                .Append('\n');
        }

        foreach (var problem in content.Problems)
            shape.Append(CultureInfo.InvariantCulture, $"{problem.Severity} {problem.Rule} {problem.Line}\n");
        return shape.ToString();
    }

    private static void Shape(StringBuilder shape, BankTransaction line)
    {
        shape.Append(CultureInfo.InvariantCulture, $"{line.Date} {line.ValueDate} {Sign(line.Amount)} {line.Kind} ")
            .Append(CultureInfo.InvariantCulture, $"{line.TypeCode} {line.Line} {line.Text.Length} ")
            .Append(CultureInfo.InvariantCulture, $"{line.Payer.Name?.Length} {line.Payer.Account?.Length} ")
            .AppendJoin(',', line.References.Keys).Append('\n');
        foreach (var part in line.Parts)
            Shape(shape.Append(' '), part);
    }

    private static string Sign(Money? amount) => amount?.Minor switch { null => "?", < 0 => "-", 0 => "0", _ => "+" };

    private static bool Tells(FileContent original, FileContent copy, string text) =>
        Private(original).Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase))
        || Amounts(original).Overlaps(Amounts(copy));

    private static HashSet<string> Private(FileContent content) => content.Statements
        .Select(statement => statement.Head.Account)
        .Concat(Lines(content).SelectMany(line => new[] { line.Payer.Name, line.Payer.Account }))
        .Concat(content.Remittances.Select(advice => advice.Payer))
        .OfType<string>().Where(name => name.Length >= ShortestName && name.Trim('0').Length > 1
            && !Disguise.IsKept(name))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static HashSet<long> Amounts(FileContent content) => Lines(content).Select(line => line.Amount.Minor)
        .Concat(content.Remittances.SelectMany(advice => advice.Lines).Select(line => line.Net?.Minor ?? 0))
        .Where(minor => minor != 0).ToHashSet();

    private static IEnumerable<BankTransaction> Lines(FileContent content) =>
        content.Transactions.SelectMany(line => line.Parts.Prepend(line));
}
