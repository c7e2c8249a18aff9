using Turnstone.Domain.Banking;
using Xunit;

namespace Turnstone.Domain.Tests.Banking;

public sealed class LookingTests
{
    private static readonly ArrivalSource Bank = new()
    {
        Name = "bank", Company = new("1"), Place = PlaceKind.Folder, Path = "/in", Prefix = "stmt", Suffix = ".bai",
        Every = TimeSpan.FromMinutes(10),
    };

    private static PlacedFile File(string name, long size = 10, string changed = "noon") => new(name, size, changed);

    private static IEnumerable<string> Names(IEnumerable<PlacedFile> files) => files.Select(file => file.Name);

    [Fact]
    public void Only_whole_files_of_the_source_are_taken_in_the_order_of_their_names()
    {
        var plan = Looking.Plan(Bank,
        [
            File("stmt2.bai"), File("STMT1.BAI"), File("other.bai"), File("stmt3.bai.part"), File(".stmt4.bai"),
            File("stmt5.csv"),
        ], []);

        Assert.Equal(["STMT1.BAI", "stmt2.bai"], Names(plan.Take));
        Assert.Empty(plan.Leave);
    }

    [Fact]
    public void A_file_that_was_read_is_taken_again_only_where_it_changed()
    {
        var plan = Looking.Plan(
            Bank, [File("stmt1.bai"), File("stmt2.bai", 11)], [File("stmt1.bai"), File("stmt2.bai")]);

        Assert.Equal(["stmt2.bai"], Names(plan.Take));
    }

    [Fact]
    public void What_was_read_before_a_kill_is_tidied_and_not_read_again()
    {
        var plan = Looking.Plan(Bank with { After = AfterReading.Move }, [File("stmt1.bai")], [File("stmt1.bai")]);

        Assert.Empty(plan.Take);
        Assert.Equal(["stmt1.bai"], Names(plan.Leave));
    }

    [Fact]
    public void A_file_beyond_the_limit_is_named_and_stays() => Assert.Equal(["stmt1.bai"],
        Names(Looking.Plan(Bank, [File("stmt1.bai", Looking.LargestFile + 1)], []).TooLarge));

    [Fact]
    public void A_file_that_grows_between_two_looks_is_still_written() => Assert.Equal(["a"],
        Names(Looking.Whole([File("a"), File("b"), File("c")], [File("a"), File("b", 11), File("c", 10, "later")])));

    [Fact]
    public void Looks_grow_rarer_with_each_failure_up_to_an_hour()
    {
        int[] failures = [0, 1, 2, 3, 99];
        Assert.Equal([10, 20, 40, 60, 60], failures.Select(count => Looking.Pause(Bank, count).TotalMinutes));
        var daily = Bank with { Every = TimeSpan.FromDays(1) };
        Assert.Equal(TimeSpan.FromDays(1), Looking.Pause(daily, 3));
    }
}
