using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>
/// Records as lines of text on disk. A value that JSON has no kind for is an array of its kind and its text.
/// </summary>
internal static class RecordText
{
    public static JsonSerializerOptions Settings { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new ValueConverter() },
    };

    private sealed class ValueConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.True or JsonTokenType.False:
                    return reader.GetBoolean();
                case JsonTokenType.Number:
                    return reader.GetInt64();
                case JsonTokenType.String:
                    return reader.GetString();
            }

            reader.Read();
            var kind = reader.GetString();
            reader.Read();
            var text = reader.GetString() ?? "";
            reader.Read();
            return kind switch
            {
                "r" => new Ref(long.Parse(text, CultureInfo.InvariantCulture)),
                "n" => decimal.Parse(text, CultureInfo.InvariantCulture),
                "d" => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                "i" => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
                _ => throw new JsonException($"A value of kind '{kind}' is unknown."),
            };
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            switch (value)
            {
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    return;
                case long number:
                    writer.WriteNumberValue(number);
                    return;
                case string text:
                    writer.WriteStringValue(text);
                    return;
            }

            var (kind, content) = value switch
            {
                Ref reference => ("r", reference.Id.ToString(CultureInfo.InvariantCulture)),
                decimal number => ("n", number.ToString(CultureInfo.InvariantCulture)),
                DateOnly date => ("d", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                DateTimeOffset instant => ("i", instant.ToString("O", CultureInfo.InvariantCulture)),
                _ => throw new JsonException($"A value of type {value.GetType()} cannot be kept."),
            };
            writer.WriteStartArray();
            writer.WriteStringValue(kind);
            writer.WriteStringValue(content);
            writer.WriteEndArray();
        }
    }
}
