using Turnstone.NetSuite.Sandbox.SuiteQl;
using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

/// <summary>Runs a query and writes its rows as text: values joined by |, nulls as -.</summary>
internal sealed class Ask(ITableSource tables)
{
    public static SuiteQlSettings Settings { get; } = new()
    {
        Now = new DateTimeOffset(2024, 3, 15, 18, 30, 45, TimeSpan.Zero),
        Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"),
    };

    public SuiteQlAnswer Run(string text, params object?[] parameters) =>
        new SuiteQlEngine(tables).Run(new(text, parameters), Settings);

    public SuiteQlResult Result(string text, params object?[] parameters)
    {
        var answer = Run(text, parameters);
        Assert.True(answer.Result is not null, answer.Refusal?.Why);
        return answer.Result;
    }

    public string[] Rows(string text, params object?[] parameters) =>
        [.. Result(text, parameters).Rows.Select(row => string.Join("|", row.Select(value => value ?? "-")))];

    public string One(string expression, params object?[] parameters) =>
        Assert.Single(Rows($"SELECT {expression} FROM dual", parameters));

    public SuiteQlRefusal Refusal(string text, params object?[] parameters)
    {
        var answer = Run(text, parameters);
        Assert.Null(answer.Result);
        Assert.NotNull(answer.Refusal);
        return answer.Refusal;
    }
}
