using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.CashApplication.Cashbench;
using Turnstone.UseCases.CashApplication.PlainFiles;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Tests.CashApplication;

/// <summary>What is decided over the loaded slice of a ledger is what is decided over the whole ledger.</summary>
public sealed class MatchingSliceTests : IDisposable
{
    private static readonly MatchingPolicy Policy = new()
    {
        AsOf = new(2026, 6, 30), DiscountGraceDays = 2,
        WriteOff = new Dictionary<string, WriteOffLimit>(StringComparer.Ordinal)
        {
            ["USD"] = new(new Money(2500, Currency.Usd), null, null),
            ["EUR"] = new(new Money(2500, Currency.Of("EUR")), null, null),
        },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<Engine, string, int> Mornings()
    {
        var data = new TheoryData<Engine, string, int>();
        data.Add(Engine.Postgres, "studio", 100);
        foreach (var company in new[] { "hospital", "seizo", "studio" })
            data.Add(Engine.Sqlite, company, 101);
        for (var seed = 200; Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" && seed < 220; seed++)
        {
            foreach (var company in BenchCases.Companies)
                data.Add(seed % 2 == 0 ? Engine.Postgres : Engine.Sqlite, company, seed);
        }

        return data;
    }

    [Theory, MemberData(nameof(Mornings))]
    public async Task The_slice_decides_as_the_whole_ledger_does(Engine engine, string company, int seed)
    {
        await using var test = await TestDatabase.Create(engine);
        var receipts = await Morning(test, company, seed);

        var (slice, whole) = await Both(test, receipts);

        Assert.NotEmpty(receipts);
        Assert.Equal(Said(whole), Said(slice));
        Assert.True(slice.Customers.Count <= whole.Customers.Count);
    }

    [Theory, BothEngines]
    public async Task A_slice_of_few_receipts_is_a_small_part_of_the_ledger(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var receipts = await Morning(test, "hospital", 5);

        var (slice, whole) = await Both(test, [.. receipts.Take(3)]);

        Assert.Equal(Said(whole), Said(slice));
        Assert.True(slice.OpenItems.Count * 4 < whole.OpenItems.Count,
            $"{slice.OpenItems.Count} of {whole.OpenItems.Count} documents were loaded for three receipts.");
    }

    [Theory, BothEngines]
    public async Task Keys_that_an_older_program_made_are_made_anew_before_a_run(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var receipts = await Morning(test, "studio", 6);
        await test.Tamper("""
            update customer set words_key = '', name_key = 'X'; update settled_receipt set words_key = null;
            update open_item set digits_key = '0', last_key = null; delete from name_word; delete from settled_document;
            update matching_key set version = 1
            """);

        Assert.Null((await test.Run(new MatchReceipts(TestDatabase.Alder), test.Service)).Refusal);

        var (slice, whole) = await Both(test, receipts);
        Assert.Equal(Said(whole), Said(slice));
        Assert.Contains(MatchingEngine.Match(slice), decision => decision.Verdict is Verdict.Auto);
    }

    /// <summary>A made-up company's books and advices in the database; its receipts as read from its bank
    /// file.</summary>
    private async Task<IReadOnlyList<Receipt>> Morning(TestDatabase test, string company, int seed)
    {
        var folder = Assert.Single(BenchCases.Generate(_folder, seed, 120, company).Value);
        string Of(string name) => Path.Combine(folder, name);
        var ledger = new ImportLedger("1", Of("customers.csv"), Of("open_items.csv"), Of("history.csv"));
        Assert.Null((await test.Run(ledger, test.Service)).Refusal);
        var files = new PlainBankFiles();
        foreach (var file in Directory.GetFiles(Of("bank")).Order(StringComparer.Ordinal))
            files.Add(file, ReadSettings.Default);
        foreach (var file in Directory.GetFiles(Of("remittances")))
        {
            var content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.Null((await test.Run(new ImportFile(Path.GetFileName(file), content), test.Service)).Refusal);
        }

        test.Clock.Now = new(2026, 6, 30, 8, 0, 0, TimeSpan.Zero);
        return [.. files.Lines.Select(PlainMatching.ReceiptOf).OfType<Receipt>()];
    }

    /// <summary>The engine's input as a run loads it, and all that the database holds.</summary>
    private static async Task<(MatchingInput Slice, MatchingInput Whole)> Both(
        TestDatabase test, IReadOnlyList<Receipt> receipts) =>
        (await test.Run(new Load(receipts, Policy), test.Service)).Value;

    private static string Said(MatchingInput input)
    {
        var said = new StringBuilder();
        foreach (var decision in MatchingEngine.Match(input))
        {
            said.Append(decision.Receipt.Id).Append(' ').Append(decision.Status).Append(' ').Append(decision.Verdict)
                .Append(' ').Append(decision.Confidence).Append(' ').Append(decision.Customer);
            foreach (var application in decision.Shares.SelectMany(share => share.Applications))
                said.Append(' ').Append(application.Number).Append('=').Append(application.Cash);
            said.AppendJoin('|', decision.Evidence.Signals).Append('\n');
        }

        return said.ToString();
    }

    /// <summary>Both inputs, read in one transaction.</summary>
    private sealed record Load(IReadOnlyList<Receipt> Receipts, MatchingPolicy Policy)
        : Turnstone.UseCases.Door.IQuery<(MatchingInput Slice, MatchingInput Whole)>
    {
        public Turnstone.UseCases.Door.Permission Needs => Turnstone.UseCases.Door.Permission.Match;

        public CompanyId? Company => TestDatabase.Alder;

        public async Task<Result<(MatchingInput Slice, MatchingInput Whole)>> Run(
            Turnstone.UseCases.Door.ReadSession session)
        {
            var (db, connection) = (session.Db, session.Connection);
            var slice = await MatchingSlice.Load(session, ("1", null), Receipts, Policy);
            var customers = await MatchingKeyRows.Customers(db, connection, "", int.MaxValue);
            var items = await MatchingKeyRows.Items(db, connection, "", int.MaxValue);
            var settled = await MatchingKeyRows.Settled(db, connection, 0, int.MaxValue);
            return (slice, new()
            {
                Customers = [.. customers.Select(Items.Read)],
                OpenItems = [.. items.Select(Items.Available).Where(item => !item.Open.IsZero)],
                History =
                [
                    .. settled.Select(Settled.Read),
                    .. items.Where(MatchingSlice.IsClosed).Select(MatchingSlice.Closed),
                ],
                Policy = Policy, Receipts = Receipts, Advices = slice.Advices,
                Whole = new(ReferenceGrammar.Of(await HistoryRows.Shapes(db, connection)),
                    [.. customers.SelectMany(one => MatchingKeys.NameWords(one.Name))],
                    await SliceRows.OpenCount(db, connection, "1")),
            });
        }
    }
}
