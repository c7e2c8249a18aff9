using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>The open benchmark of matching: made-up mornings from a seed, for any program.</summary>
public static class BenchCases
{
    /// <summary>Names of the companies there are.</summary>
    public static IReadOnlyList<string> Companies => [.. BenchCompany.All.Select(company => company.Name)];

    /// <summary>
    /// Writes one folder per company under <paramref name="folder"/>, all companies where none is named; the same seed
    /// gives the same bytes.
    /// </summary>
    public static Result<IReadOnlyList<string>> Generate(string folder, int seed, int receipts, string? company)
    {
        var chosen = BenchCompany.All.Where(one => company is null || string.Equals(one.Name, company,
            StringComparison.Ordinal)).ToArray();
        if (chosen.Length == 0)
            return new Refusal("cashbench.company",
                $"There is no company '{company}': {string.Join(", ", Companies)}.");
        var folders = new List<string>();
        foreach (var one in chosen)
        {
            folders.Add(Path.Combine(folder, $"{one.Name}-{seed}"));
            BenchFiles.Write(BenchGenerator.Make(one, unchecked(seed * 397) ^ Array.IndexOf([.. BenchCompany.All], one),
                receipts), folders[^1]);
        }

        return folders;
    }
}
