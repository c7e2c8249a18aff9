using Turnstone.Domain.Kernel;

namespace Turnstone.Extraction;

/// <summary>Why a mapping was not drafted or not taken.</summary>
public static class Refusals
{
    /// <summary>A file that needs no mapping, or that none can be made for.</summary>
    public static Refusal NoTable(string name, string why) => new("mapping.no_table",
        $"{name} is no table to map: {why}.");

    /// <summary>A text that is no mapping.</summary>
    public static Refusal Unreadable(string why) => new("mapping.unreadable", $"The mapping cannot be read: {why}.");

    /// <summary>A mapping that makes something else of a kept sample than was said to be right.</summary>
    public static Refusal TestFails(string name, string expected, string got) => new("mapping.test_fails",
        $"The mapping {name} fails its test: it should read \"{expected}\" and reads \"{got}\". Correct it, or say "
        + "that what it reads now is right.");

    /// <summary>A mapping without a test.</summary>
    public static Refusal NoTest(string name) => new("mapping.no_test",
        $"The mapping {name} keeps no test: look at what it makes of the sample, and say that its lines are right.");
}
