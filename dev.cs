#:property RestorePackagesWithLockFile=false
#:property ManagePackageVersionsCentrally=false
#:property RunAnalyzers=false
#:property EnforceCodeStyleInBuild=false
#:property GenerateDocumentationFile=false
#:property PublishAot=false

// The only script of the house: dotnet run dev.cs <setup|test|check|format|bench|simulate|demo|docs>
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

var root = FindRoot();
Directory.SetCurrentDirectory(root);
var word = args.FirstOrDefault() ?? "help";
var rest = args.Skip(1).ToArray();
return word switch
{
    "setup" => Setup() ? 0 : 1,
    "test" => Test(rest),
    "check" => Check(),
    "format" => Run("dotnet", ["format", "Turnstone.slnx"]),
    "bench" => Bench(rest),
    "simulate" => Run("dotnet", ["run", "--project", "src/Turnstone", "--", "simulate", .. rest]),
    "demo" => Run("dotnet", ["run", "--project", "src/Turnstone", "--", "demo", .. rest]),
    "docs" => Docs(),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine("""
        dotnet run dev.cs setup      install what the tests need (PostgreSQL, Chromium), or say what to install
        dotnet run dev.cs test       set up, build, test; the last line says how many passed and failed
                          test --long           the long counts too: thousands of seeds, hundreds of kills
                          test --only NAME      one test project
        dotnet run dev.cs check      format check and tests
        dotnet run dev.cs format     bring the code into the house style
        dotnet run dev.cs bench      figures of docs/benchmarks.md; bench --help lists them
        dotnet run dev.cs simulate   a company's year with faults and crashes, from a seed
        dotnet run dev.cs demo       the main job on the sandbox, then the app
        dotnet run dev.cs docs       write the generated pages of docs/ anew
        """);
    return 2;
}

// Words that measure databases measure PostgreSQL too, on a throw-away server with the settings of docs/benchmarks.md.
static int Bench(string[] options)
{
    const string given = "TURNSTONE_TEST_POSTGRES";
    var wanted = options.FirstOrDefault() is "import" or "pages" or "aging" or "start" && !options.Contains("--sqlite");
    using var postgres = wanted && Environment.GetEnvironmentVariable(given) is null && PostgresFolder() is { } folder
        ? Postgres.Start(folder, "-c shared_buffers=2GB -c random_page_cost=1.1 -c max_wal_size=4GB") : null;
    if (postgres is not null)
        Environment.SetEnvironmentVariable(given, postgres.ConnectionString);
    return Run("dotnet", ["run", "-c", "Release", "--project", "benchmarks/Turnstone.Benchmarks", "--", .. options]);
}

static string FindRoot()
{
    for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
            return folder.FullName;
    }

    throw new InvalidOperationException("Run dev.cs inside the repository: no Turnstone.slnx above this folder.");
}

// --- setup ---------------------------------------------------------------------------------------------------------

static bool Setup()
{
    var wanted = new (string Package, Func<string?> Find, string What)[]
    {
        ("postgresql", () => PostgresFolder(), "PostgreSQL, for the tests that run on both databases"),
        ("chromium", () => Chromium(), "Chromium, for the tests of the pages"),
        ("openssh-server", () => OnPath("sshd") ?? Existing("/usr/sbin/sshd"), "an SFTP server, for the tests of arrival"),
        ("gnupg", () => OnPath("gpg"), "GnuPG, for the tests of encrypted files"),
    };
    var missing = wanted.Where(one => one.Find() is null).ToArray();
    if (missing.Length == 0)
        return NodeIsThere();

    var mayInstall = OnPath("apt-get") is not null && Environment.UserName == "root";
    if (mayInstall)
    {
        var packages = missing.Select(one => one.Package).ToArray();
        Console.WriteLine($"Installing {string.Join(", ", packages)}.");
        Quiet("apt-get", ["update", "-qq"]);
        Quiet("apt-get", ["install", "-y", "-qq", "--no-install-recommends", .. packages]);
    }

    foreach (var one in wanted.Where(one => one.Find() is null))
        Console.WriteLine($"Missing: {one.What}. Install it with: sudo apt-get install {one.Package}");
    return wanted.All(one => one.Find() is not null) && NodeIsThere();
}

static bool NodeIsThere()
{
    if (OnPath("node") is not null && OnPath("npm") is not null)
        return true;
    Console.WriteLine("Missing: Node.js with npm, for the assets of the pages. Install version 20 or later.");
    return false;
}

static string? OnPath(string program) =>
    (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

static string? Existing(string path) => File.Exists(path) ? path : null;

static string? Chromium() => Environment.GetEnvironmentVariable("TURNSTONE_CHROMIUM")
    ?? OnPath("chromium") ?? OnPath("chromium-browser") ?? OnPath("google-chrome");

static string? PostgresFolder()
{
    if (OnPath("initdb") is { } initdb && OnPath("pg_ctl") is not null)
        return Path.GetDirectoryName(new FileInfo(initdb).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? initdb);
    return Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(path => path, StringComparer.Ordinal)
            .Select(path => Path.Combine(path, "bin")).FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")))
        : null;
}

// --- test ----------------------------------------------------------------------------------------------------------

static int Test(string[] options)
{
    if (!Setup())
        return Closed(0, 1);
    if (options.Contains("--long"))
        Environment.SetEnvironmentVariable("TURNSTONE_LONG", "1");
    var at = Array.IndexOf(options, "--only");
    var only = at >= 0 && at + 1 < options.Length ? options[at + 1] : null;

    if (only == "netsuite")
    {
        var alone = TestSuiteApp();
        return Closed(alone.Passed, alone.Failed);
    }

    var target = only is null ? "Turnstone.slnx" : $"tests/{only}/{only}.csproj";
    if (Run("dotnet", ["build", target, "-v", "q", "-nologo"]) != 0)
        return Closed(0, 1);

    Environment.SetEnvironmentVariable("TURNSTONE_CHROMIUM", Chromium());
    using var postgres = Postgres.Start(PostgresFolder() ?? throw new InvalidOperationException("PostgreSQL is missing."));
    Environment.SetEnvironmentVariable("TURNSTONE_TEST_POSTGRES", postgres.ConnectionString);

    var projects = Directory.GetFiles("tests", "*.csproj", SearchOption.AllDirectories)
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Where(name => only is null || name == only)
        // The slowest first, so that the two cores end together.
        .OrderBy(name => name switch { "Simulation" => 0, "Web.Tests" => 1, "UseCases.Tests" => 2, _ => 3 })
        .ThenBy(name => name, StringComparer.Ordinal).ToArray();
    var reports = Path.Combine(Path.GetTempPath(), $"turnstone-tests-{Environment.ProcessId}");
    Directory.CreateDirectory(reports);
    var outcomes = projects.AsParallel().AsOrdered().WithDegreeOfParallelism(2)
        .WithExecutionMode(ParallelExecutionMode.ForceParallelism)
        .Select(project => TestProject(project, reports)).ToArray();
    Directory.Delete(reports, recursive: true);
    if (only is null)
        outcomes = [.. outcomes, TestSuiteApp()];

    foreach (var outcome in outcomes)
        Console.WriteLine($"{outcome.Project,-16} {outcome.Passed,6} passed {outcome.Failed,4} failed   {outcome.Seconds:F0} s");
    return Closed(outcomes.Sum(outcome => outcome.Passed), outcomes.Sum(outcome => outcome.Failed));
}

static int Closed(int passed, int failed)
{
    Console.WriteLine($"{passed} passed, {failed} failed");
    return failed == 0 && passed > 0 ? 0 : 1;
}

static Outcome TestProject(string project, string reports)
{
    var report = Path.Combine(reports, project + ".json");
    var assembly = Path.Combine("tests", project, "bin", "Debug", "net10.0", project + ".dll");
    var watch = Stopwatch.StartNew();
    var (exit, output) = Captured("dotnet", [assembly, "-noLogo", "-noColor", "-ctrf", report]);
    var outcome = File.Exists(report) ? Read(project, report) : new Outcome(project, 0, 0);
    // A host that crashed, or left no report or an empty one, is at least one failure, with what it printed.
    if (exit != 0 && outcome.Failed == 0 || outcome is { Passed: 0, Failed: 0 })
    {
        lock (Console.Out)
            Console.WriteLine($"--- {project} ended with {exit} and no readable report:\n{output}");
        outcome = outcome with { Failed = outcome.Failed + 1 };
    }

    return outcome with { Seconds = watch.Elapsed.TotalSeconds };
}

// The scripts that run inside NetSuite have tests of their own, in their own language.
static Outcome TestSuiteApp()
{
    var watch = Stopwatch.StartNew();
    var installed = new FileInfo("netsuite/node_modules/.package-lock.json");
    if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc("netsuite/package-lock.json"))
        Quiet("npm", ["ci", "--prefix", "netsuite", "--silent"]);

    var report = Path.Combine(Path.GetTempPath(), $"turnstone-suiteapp-{Environment.ProcessId}.json");
    var (exit, output) = Captured("npm", ["test", "--prefix", "netsuite", "--", "--json", "--outputFile", report]);
    var (passed, failed) = (0, 0);
    if (File.Exists(report))
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(report));
        passed = json.RootElement.GetProperty("numPassedTests").GetInt32();
        failed = json.RootElement.GetProperty("numTotalTests").GetInt32() - passed;
        File.Delete(report);
    }

    if (exit != 0 || passed == 0)
        Console.WriteLine($"--- netsuite ended with {exit}:\n{output}");
    return new("netsuite", passed, exit != 0 || passed == 0 ? Math.Max(failed, 1) : failed) { Seconds = watch.Elapsed.TotalSeconds };
}

static Outcome Read(string project, string report)
{
    using var json = JsonDocument.Parse(File.ReadAllBytes(report));
    var (passed, failed) = (0, 0);
    foreach (var test in json.RootElement.GetProperty("results").GetProperty("tests").EnumerateArray())
    {
        var name = test.GetProperty("name").GetString() ?? "?";
        var status = test.GetProperty("status").GetString();
        if (status == "passed")
        {
            passed++;
            continue;
        }

        var needsShared = status is "skipped" or "pending" && name.Contains("needs shared", StringComparison.Ordinal);
        lock (Console.Out)
        {
            Console.WriteLine($"{(needsShared ? "skipped" : status)}: {project}: {name}");
            foreach (var detail in new[] { "message", "trace" })
            {
                if (test.TryGetProperty(detail, out var text))
                    Console.WriteLine("    " + text.GetString()?.ReplaceLineEndings("\n    "));
            }
        }

        failed += needsShared ? 0 : 1;
    }

    return new(project, passed, failed);
}

static int Check()
{
    if (Run("dotnet", ["format", "Turnstone.slnx", "--verify-no-changes"]) != 0)
        return Closed(0, 1);
    return Test([]);
}

static int Docs()
{
    Environment.SetEnvironmentVariable("UPDATE_DOCS", "1");
    if (Run("dotnet", ["build", "tests/Tidy/Tidy.csproj", "-v", "q", "-nologo"]) != 0)
        return 1;
    return Run("dotnet", [Path.Combine("tests", "Tidy", "bin", "Debug", "net10.0", "Tidy.dll"), "-noLogo", "-noColor"]);
}

// --- processes -----------------------------------------------------------------------------------------------------

static int Run(string program, string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments))
        ?? throw new InvalidOperationException($"{program} did not start.");
    process.WaitForExit();
    return process.ExitCode;
}

static (int Exit, string Output) Captured(string program, string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    var error = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output + error.Result);
}

static void Quiet(string program, string[] arguments)
{
    var (exit, output) = Captured(program, arguments);
    if (exit != 0)
        Console.WriteLine($"{program} {string.Join(' ', arguments)} ended with {exit}:\n{output}");
}

internal sealed record Outcome(string Project, int Passed, int Failed)
{
    public double Seconds { get; init; }
}

/// <summary>A throw-away PostgreSQL on a free port of this machine, gone with the test run.</summary>
internal sealed class Postgres : IDisposable
{
    private readonly string _bin;
    private readonly string _folder;

    private Postgres(string bin, string folder, int port)
    {
        _bin = bin;
        _folder = folder;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true";
    }

    public string ConnectionString { get; }

    public static Postgres Start(string bin, string settings = "-c fsync=off -c shared_buffers=256MB")
    {
        var folder = Path.Combine(Path.GetTempPath(), $"turnstone-postgres-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        var port = FreePort();
        var cluster = new Postgres(bin, folder, port);
        // PostgreSQL refuses to run as root: there it runs as the user its package made.
        if (Environment.UserName == "root")
            Sh($"chown postgres {folder}");
        cluster.As($"{bin}/initdb -D {folder}/data -U postgres -A trust -E UTF8 --locale=C.UTF-8");
        cluster.As($"{bin}/pg_ctl -D {folder}/data -w -l {folder}/log start -o '-p {port} -k {folder} {settings} "
            + "-c max_connections=200'");
        return cluster;
    }

    public void Dispose()
    {
        As($"{_bin}/pg_ctl -D {_folder}/data -m immediate stop");
        Directory.Delete(_folder, recursive: true);
    }

    private void As(string command) =>
        Sh(Environment.UserName == "root" ? $"su postgres -c \"{command}\"" : command);

    private static void Sh(string command)
    {
        // Standard output goes to a file of the shell: the server inherits it and would hold a pipe open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"cd / && {command} >/dev/null 2>&1 </dev/null"]))
            ?? throw new InvalidOperationException("sh did not start.");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"PostgreSQL for the tests: '{command}' ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
