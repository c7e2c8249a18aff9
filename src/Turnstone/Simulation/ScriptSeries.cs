using System.Globalization;
using System.Runtime.CompilerServices;

namespace Turnstone.Simulation;

/// <summary>Scripts of neighbouring seeds, one after another, each on a copy of the same company.</summary>
internal static class ScriptSeries
{
    /// <summary>Plays them in a folder of their own, which is gone afterwards.</summary>
    public static async IAsyncEnumerable<ScriptReport> Play(
        int first, int count, [EnumeratorCancellation] CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-scripts-").FullName;
        try
        {
            var stage = await ScriptStage.Set(Path.Combine(folder, "stage"), stop);
            for (var seed = first; seed < first + count; seed++)
            {
                var place = Path.Combine(folder, seed.ToString(CultureInfo.InvariantCulture));
                yield return await stage.Play(ScriptedDay.Of(seed), place, stop);
                Directory.Delete(place, recursive: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
