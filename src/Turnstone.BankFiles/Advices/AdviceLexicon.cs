using System.Collections.Frozen;
using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>
/// What the words of one advice mean, in layers: the customer's own, its sender's, the source's, everybody's. The
/// nearest layer that knows a word decides alone.
/// </summary>
internal sealed class AdviceLexicon
{
    private const int Surest = 2;

    // The head of a letter says whose it is; the rest need not be searched for names.
    private const int HeadLength = 20_000;

    private static readonly FrozenDictionary<string, Field[]> Known = Make();

    private readonly List<(Dictionary<string, Field[]> Columns, Dictionary<string, AdvicePart> Labels)> _layers = [];

    /// <summary>The words everybody knows.</summary>
    public static AdviceLexicon Global { get; } = new();

    /// <summary>The layers that hold for a letter or the first rows of a table.</summary>
    public static AdviceLexicon For(ReadSettings settings, string text)
    {
        if (settings.Advices.Count == 0)
            return Global;
        var head = text.Length > HeadLength ? text[..HeadLength] : text;
        var words = $" {HeaderWords.Normalise(head)} ";
        var lexicon = new AdviceLexicon();
        foreach (var wording in settings.Advices.Where(one => Holds(one, head, words))
            .OrderByDescending(one => one.Nearness))
            lexicon._layers.Add((ColumnsOf(wording), LabelsOf(wording)));
        return lexicon;
    }

    /// <summary>The layers that hold for a table, by its first rows.</summary>
    public static AdviceLexicon For(ReadSettings settings, IEnumerable<TableRow> rows) => settings.Advices.Count == 0
        ? Global : For(settings, string.Join('\n', rows.Take(40).Select(row => string.Join(' ', row.Cells))));

    /// <summary>The fields a column's name may mean, likeliest first.</summary>
    public IReadOnlyList<Field> FieldsOf(string name)
    {
        var word = HeaderWords.Normalise(name);
        foreach (var (columns, _) in _layers)
        {
            if (columns.TryGetValue(word, out var own))
                return own;
        }

        if (Known.TryGetValue(word, out var fields) || Known.TryGetValue(WithoutCurrency(word), out fields))
            return fields;
        return HeaderWords.FieldsOf(name);
    }

    /// <summary>What a label says; other where it is unknown.</summary>
    public AdvicePart PartOf(string label)
    {
        foreach (var (_, labels) in _layers)
        {
            if (labels.TryGetValue(HeaderWords.Normalise(label), out var part))
                return part;
        }

        return AdviceWords.PartOf(label);
    }

    /// <summary>How surely a name is the field's: the surer of two takes the column.</summary>
    public int Rank(Field field, string name)
    {
        var word = HeaderWords.Normalise(name);
        // A nearer layer's word goes before a farther one's, and any before what everybody says.
        if (_layers.FindIndex(layer => layer.Columns.ContainsKey(word)) is var near and >= 0)
            return Surest + _layers.Count - near;
        var words = word.Split(' ');
        foreach (var (known, rank, sure) in AdviceColumnNames.Sure)
        {
            if (known == field && Array.Exists(words, one => sure.Contains(one, StringComparer.Ordinal)))
                return rank;
        }

        return 0;
    }

    private static bool Holds(AdviceWording wording, string head, string words) =>
        (wording.Sender is not { } sender || From(head).Contains(sender, StringComparison.OrdinalIgnoreCase))
        && (wording.Customer is not { } customer
            || words.Contains($" {HeaderWords.Normalise(customer)} ", StringComparison.Ordinal));

    // The lines that say who sent a mail, forwarded ones too.
    private static string From(string head) => string.Join('\n', head.Split('\n').Where(line =>
        AdviceWords.PartOf(line.Split(':')[0].Trim(' ', '>', '*')) == AdvicePart.Sender));

    private static Dictionary<string, Field[]> ColumnsOf(AdviceWording wording) => wording.Columns
        .GroupBy(column => HeaderWords.Normalise(column.Name), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(column => column.Field).ToArray(),
            StringComparer.Ordinal);

    private static Dictionary<string, AdvicePart> LabelsOf(AdviceWording wording)
    {
        var labels = new Dictionary<string, AdvicePart>(StringComparer.Ordinal);
        foreach (var (part, label) in wording.Labels)
            labels.TryAdd(HeaderWords.Normalise(label), part);
        return labels;
    }

    // "Amount (EUR)", "Betrag in CHF".
    private static string WithoutCurrency(string word)
    {
        var blank = word.LastIndexOf(' ');
        if (blank < 0 || !AdviceWords.IsCurrency(word[(blank + 1)..].ToUpperInvariant()))
            return word;
        return word[..blank] is var name && name.EndsWith(" in", StringComparison.Ordinal) ? name[..^3] : name;
    }

    private static FrozenDictionary<string, Field[]> Make()
    {
        var words = new Dictionary<string, List<Field>>(StringComparer.Ordinal);
        foreach (var (field, names) in AdviceColumnNames.All)
        {
            foreach (var word in names.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries
                | StringSplitOptions.TrimEntries))
            {
                if (!words.TryGetValue(word, out var fields))
                    words[word] = fields = [.. HeaderWords.FieldsOf(word)];
                fields.Remove(field);
                // What an advice means by a word goes before what a statement means; the later list before the
                // earlier: "Payment amount" is the payment's where a line's amount stands beside it.
                fields.Insert(0, field);
            }
        }

        return words.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }
}
