using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.Extraction.Yaml;

/// <summary>Why a YAML text was not read.</summary>
public static class Refusals
{
    /// <summary>The text is no YAML, or more of YAML than is read here.</summary>
    public static Refusal NoYaml(int line, string why) => new("yaml.unreadable", string.Create(
        CultureInfo.InvariantCulture, $"Line {line} is not YAML that can be read here: {why}."));
}
