using System.Globalization;
using System.Runtime.CompilerServices;

namespace Turnstone.Simulation;

/// <summary>Scripts of neighbouring seeds, one after another, each on a copy of the same company.</summary>
internal static class ScriptSeries
{
    /// <summary>Plays them in a folder of their own, which is gone afterwards.</summary>
    /// <param name="first">Seed of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="atOnce">Writes under way at once; with several a seed no longer says which comes first.</param>
    /// <param name="stop">Ends it.</param>
    public static async IAsyncEnumerable<ScriptReport> Play(
        int first, int count, int atOnce, [EnumeratorCancellation] CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-scripts-").FullName;
        try
        {
            var stage = await ScriptStage.Set(Path.Combine(folder, "stage"), stop);
            for (var seed = first; seed < first + count; seed++)
            {
                var place = Path.Combine(folder, seed.ToString(CultureInfo.InvariantCulture));
                yield return await stage.Play(ScriptedDay.Of(seed), place, atOnce, stop);
                Directory.Delete(place, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
