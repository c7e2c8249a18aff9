using System.Text.Json;

namespace Turnstone.Storage;

/// <summary>
/// The short codes under which rows keep the words of an enum: PartiallyApplied is partially_applied.
/// </summary>
public static class Codes
{
    /// <summary>The code of a word.</summary>
    public static string Of<T>(T word) where T : struct, Enum => Words<T>.ByWord[word];

    /// <summary>The code of a word; null where there is none.</summary>
    public static string? Of<T>(T? word) where T : struct, Enum => word is { } given ? Words<T>.ByWord[given] : null;

    /// <summary>The word of a code; a code nobody wrote is a bug.</summary>
    public static T Read<T>(string code) where T : struct, Enum => Words<T>.ByCode[code];

    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByWord = Enum.GetValues<T>().ToDictionary(
            word => word, word => JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()));

        public static readonly Dictionary<string, T> ByCode = ByWord.ToDictionary(
            pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
