using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;

namespace NetSuite.Tests.Sandbox;

/// <summary>The words in which tests speak to the record service.</summary>
internal static class Ledger
{
    public const string Records = "/services/rest/record/v1/";

    public static string Create(this Bench bench, string type, string body)
    {
        var answer = bench.Send("POST", Records + type, body);
        Assert.True(answer.Status == 204, answer.Text);
        Assert.Empty(answer.Text);
        var location = answer.Header("Location")!;
        Assert.StartsWith($"{Bench.Origin}{Records}{type}/", location, StringComparison.OrdinalIgnoreCase);
        return location[(location.LastIndexOf('/') + 1)..];
    }

    public static JsonObject Read(this Bench bench, string type, string id)
    {
        var answer = bench.Send("GET", $"{Records}{type}/{id}?expandSubResources=true");
        Assert.True(answer.Status == 200, answer.Text);
        return Bench.Json(answer);
    }

    public static void Change(this Bench bench, string type, string id, string body)
    {
        var answer = bench.Send("PATCH", $"{Records}{type}/{id}", body);
        Assert.True(answer.Status == 204, answer.Text);
    }

    public static string Refused(this Bench bench, string type, string body, string code = "USER_ERROR")
    {
        var answer = bench.Send("POST", Records + type, body);
        Assert.Equal((400, code), (answer.Status, Bench.Error(answer).Code));
        return Bench.Error(answer).Detail;
    }

    public static string Customer(this Bench bench, string name = "Northwind", string more = "") =>
        bench.Create("customer", $$$"""{"companyName":"{{{name}}}","subsidiary":{"id":"1"}{{{more}}}}""");

    public static string Invoice(this Bench bench, string customer, decimal amount, string more = "") =>
        bench.Create("invoice", string.Create(CultureInfo.InvariantCulture,
            $$$"""
            {"entity":{"id":"{{{customer}}}"},
             "item":{"items":[{"item":{"id":"1"},"quantity":1,"rate":{{{amount}}}}]}{{{more}}}}
            """));

    public static string Payment(this Bench bench, string customer, decimal amount, string apply, string more = "") =>
        bench.Create("customerPayment", PaymentBody(customer, amount, apply, more));

    public static string PaymentBody(string customer, decimal amount, string apply, string more = "") =>
        string.Create(CultureInfo.InvariantCulture,
            $$$"""
            {"customer":{"id":"{{{customer}}}"},"payment":{{{amount}}},"apply":{"items":[{{{apply}}}]}{{{more}}}}
            """);

    public static string Line(string document, decimal amount, int line = 0) =>
        string.Create(CultureInfo.InvariantCulture,
        $$$"""{"doc":{"id":"{{{document}}}"},"line":{{{line}}},"apply":true,"amount":{{{amount}}}}""");

    public static decimal Money(this JsonObject record, string name) => record[name]!.GetValue<decimal>();

    public static string Status(this JsonObject record) => record["status"]!["id"]!.GetValue<string>();

    public static JsonArray Items(this JsonObject record, string sublist) => record[sublist]!["items"]!.AsArray();
}
