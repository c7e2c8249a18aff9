using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Turnstone.Benchmarks.Databases;

/// <summary>The program itself, in a process of its own, and somebody who has signed in there.</summary>
internal sealed partial class App : IAsyncDisposable
{
    private readonly Process _process;

    private App(Process process, HttpClient client)
    {
        _process = process;
        Client = client;
    }

    /// <summary>Keeps the cookies of whoever signed in.</summary>
    public HttpClient Client { get; }

    /// <summary>Time the cores worked for the program.</summary>
    public double ProcessorSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts it and waits until it shows its first page.</summary>
    public static async Task<App> Start(IReadOnlyDictionary<string, string> variables)
    {
        var address = FreeAddress();
        return await Started(new("dotnet", [Program, "serve", "--address", address.AbsoluteUri]), variables,
            address.AbsoluteUri);
    }

    /// <summary>Starts the NetSuite stand-in with a company of a size; its credentials go to a file.</summary>
    public static async Task<App> Sandbox(int customers, int invoices, string credentials)
    {
        var address = FreeAddress();
        return await Started(new("dotnet",
        [
            Program, "sandbox", "--port", Whole(address.Port), "--customers", Whole(customers), "--invoices",
            Whole(invoices), "--credentials", credentials,
        ]), new Dictionary<string, string>(StringComparer.Ordinal), address.AbsoluteUri, "/__sandbox");
    }

    // The benchmarks lie in benchmarks/…/bin/Release/net10.0; the program lies beside them in src.
    private static string Program => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory,
        "../../../../../src/Turnstone/bin/Release/net10.0/turnstone.dll"));

    private static Uri FreeAddress() =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts any server and waits until it answers.</summary>
    public static async Task<App> Started(
        ProcessStartInfo start, IReadOnlyDictionary<string, string> variables, string address,
        string path = "/sign-in")
    {
        start.RedirectStandardOutput = true;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var app = new App(process, new(new SocketsHttpHandler { CookieContainer = new() })
        {
            BaseAddress = new(address),
        });
        while (!await app.Answers(path))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The program ended with {process.ExitCode}.");
            await Task.Delay(5);
        }

        return app;
    }

    /// <summary>Signs in through the form, as anybody does.</summary>
    public async Task SignIn((string Email, string Password) person)
    {
        var page = await Client.GetStringAsync("/sign-in");
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value), new("email", person.Email),
            new("password", person.Password), new("code", ""), new("back", "/"),
        ]);
        using var answer = await Client.PostAsync("/sign-in/enter", form);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || !text.Contains("<nav", StringComparison.Ordinal))
            throw new InvalidOperationException($"Signing in ended with {answer.StatusCode}: {text}");
    }

    /// <summary>Asks for a page and reads it to its end; anything but a page is no figure.</summary>
    public async Task<string> Get(string path)
    {
        using var answer = await Client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK ? text
            : throw new InvalidOperationException($"{path} answered {answer.StatusCode}: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> Answers(string path)
    {
        try
        {
            using var answer = await Client.GetAsync(path);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
