using System.Text.Json;
using System.Text.Json.Serialization;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Planned writes and documents as the outbox keeps them: what was planned is what is sent, word by word.
/// </summary>
internal static class PostingJson
{
    public static JsonSerializerOptions Options { get; } = new(Plain.Json)
    {
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new MoneyConverter(), new CurrencyConverter(),
            new TextConverter<ExternalId>(text => new(text), id => id.Value),
            new TextConverter<CustomerId>(text => new(text), id => id.Value),
            new TextConverter<CompanyId>(text => new(text), id => id.Value),
            new TextConverter<DocumentId>(text => new(text), id => id.Value),
        },
    };

    public static string Write(PlannedWrite write) => JsonSerializer.Serialize(write, write.GetType(), Options);

    public static PlannedWrite Read(WriteKind kind, string json) => Needed<PlannedWrite>(kind switch
    {
        WriteKind.DifferenceJournal or WriteKind.ReturnJournal or WriteKind.Reversal =>
            JsonSerializer.Deserialize<JournalWrite>(json, Options),
        WriteKind.DiscountMemo => JsonSerializer.Deserialize<CreditMemoWrite>(json, Options),
        WriteKind.Payment => JsonSerializer.Deserialize<PaymentWrite>(json, Options),
        WriteKind.CustomerDeposit => JsonSerializer.Deserialize<CustomerDepositWrite>(json, Options),
        WriteKind.Deposit => JsonSerializer.Deserialize<DepositWrite>(json, Options),
        WriteKind.ApplicationChange => JsonSerializer.Deserialize<ApplicationChange>(json, Options),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    });

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) where T : class => Needed(JsonSerializer.Deserialize<T>(json, Options));

    private static T Needed<T>(T? value) where T : class =>
        value ?? throw new InvalidOperationException("The outbox holds an empty plan.");

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString() ?? "";
            var space = text.IndexOf(' ', StringComparison.Ordinal);
            return space > 0 && Currency.TryParse(text[(space + 1)..], out var currency)
                && Money.TryParse(text.AsSpan(0, space), currency, out var amount) ? amount
                : throw new JsonException($"'{text}' is no amount with its currency.");
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class CurrencyConverter : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Currency.Of(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Code);
    }

    private sealed class TextConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(write(value));
    }
}
