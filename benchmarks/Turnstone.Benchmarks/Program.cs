using Turnstone.Benchmarks.Databases;
using Turnstone.Benchmarks.Matching;
using Turnstone.Benchmarks.Readers;
using Turnstone.Benchmarks.Running;

var words = new Word[]
{
    new("readers", "[--mb N] [--format F] [--peers FOLDER]  bank files read to their end: speed, memory, against peers",
        ReadersWord.Run),
    new("match", "[--receipts N --items M]  files to decisions at three sizes", MatchWord.Run),
    new("import", "[--items N]  a first load through the use case, and how long small writes wait", ImportWord.Run),
    new("sync", "[--customers N --invoices N]  a first pull from the NetSuite stand-in over HTTP, and the next one",
        SyncWord.Run),
    new("post", "[--receipts N --latency MS]  decisions posted to the stand-in under a budget of five calls at once",
        PostWord.Run),
    new("pages", "[--items N --receipts N --addresses N --keep DIR]  pages of the program over HTTP", PagesWord.Run),
    new("aging", "[--items N --keep DIR]  all customers aged as of two days", AgingWord.Run),
    new("start", "[--items N --keep DIR]  from starting the program to its first page", StartWord.Run),
};
Word[] parts =
[
    new("read-one", "", ReadersWord.One),
    new("match-one", "", MatchWord.One),
    new("import-one", "", ImportWord.One),
    new("sync-one", "", SyncWord.One),
    new("post-one", "", PostWord.One),
    new("bare-server", "", StartWord.Bare),
];
if (args is [] or ["--help"] or ["-h"])
{
    Console.WriteLine("Figures of docs/benchmarks.md, as tables: dotnet run dev.cs bench WORD [OPTIONS]");
    foreach (var word in words)
        Console.WriteLine($"  {word.Name} {word.Help}");
    return 0;
}

if (words.Concat(parts).FirstOrDefault(word => word.Name == args[0]) is not { } chosen)
{
    Console.Error.WriteLine($"There is no word '{args[0]}': --help lists them.");
    return 2;
}

return await chosen.Run(new(args[1..]));
