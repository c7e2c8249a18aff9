using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Turnstone.BankFiles;
using Turnstone.Commands;
using Turnstone.Demo;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Sandbox;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Door;
using Turnstone.Web.Hosting;
using Web.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(DemoApp))]

namespace Web.Tests;

/// <summary>The whole demo once per run: stand-in, morning, app, one browser; each test has its own context.</summary>
public sealed class DemoApp : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone-web-").FullName;
    private SandboxAccount? _account;
    private SandboxHost? _sandbox;
    private Installation? _installation;
    private DemoHouse? _house;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly ConcurrentDictionary<(string Person, string Address), Task<string>> _signedIn = new();

    public string Address { get; private set; } = "";

    private static ViewportSize Screen => new() { Width = 1440, Height = 900 };

    internal Installation Installation => _installation!;

    /// <summary>Who manages people.</summary>
    internal Actor Administrator => new(
        _house!.People.First(person => person.Role == "administrator").Id, Installation.Service.Connection);

    /// <summary>Long work under way, as the pages of an app see it.</summary>
    internal static WorkBoard BoardOf(WebApplication app) => app.Services.GetRequiredService<WorkBoard>();

    public async ValueTask InitializeAsync()
    {
        var clock = new DemoClock(_folder);
        _account = DemoBooks.Open(Path.Combine(_folder, "netsuite"), clock);
        _sandbox = await SandboxHost.Start(_account);
        _installation = (await Installation.Open(new()
        {
            Holder = "web tests", Time = clock, NetSuite = new NetSuiteSettings(clock),
            Credentials = _account.Credentials.ToClientFile(_account.Account, _sandbox.BaseUrl),
            Variable = name => name switch
            {
                "TURNSTONE_HOME" => Path.Combine(_folder, "data"),
                "TURNSTONE_KEYS" => Path.Combine(_folder, "keys"),
                _ => null,
            },
        }, default)).Value;
        _house = new DemoHouse(_installation, _folder);
        Assert.Null(await _house.Invite(default));
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, Json: false);
        Assert.Null(await new DemoMorningRun(_installation, _house, terminal).Play(default));

        _app = await Start(switchesPeople: true);
        Address = _app.Urls.First();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TURNSTONE_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox"],
        });
    }

    /// <summary>An app on the same data; only the demo's lets one switch between people.</summary>
    internal async Task<WebApplication> Start(bool switchesPeople)
    {
        var app = WebApp.Build(new()
        {
            Address = "http://127.0.0.1:0", KeyFolder = Path.Combine(_folder, "keys"), SwitchesPeople = switchesPeople,
            DemoPeople = switchesPeople ? _house!.People : [], Connection = Installation.Service.Connection,
            HasNetSuite = true,
        }, Installation.Door);
        await app.StartAsync();
        return app;
    }

    public Task<Visitor> SignIn(string person) => SignIn(person, Address);

    /// <summary>Somebody of the demo at an app of their own.</summary>
    public async Task<Visitor> SignIn(string person, string address)
    {
        var state = await _signedIn.GetOrAdd((person, address), _ => Enter(person, address));
        var context = Patient(await _browser!.NewContextAsync(new() { ViewportSize = Screen, StorageState = state }));
        return new(await context.NewPageAsync(), address);
    }

    /// <summary>Signs somebody in once; what their browser keeps of it serves every test.</summary>
    private async Task<string> Enter(string person, string address)
    {
        await using var context = Patient(await _browser!.NewContextAsync(new() { ViewportSize = Screen }));
        var page = await context.NewPageAsync();
        await page.GotoAsync(address + "/demo/people");
        await page.ClickAsync($"button:has-text('{person}')");
        await page.WaitForURLAsync(address + "/");
        return await context.StorageStateAsync();
    }

    /// <summary>A question of the controller, past the pages.</summary>
    internal async Task<T> Ask<T>(IQuery<T> question) =>
        (await Installation.Door.Run(question, _house!.Controller)).Value;

    /// <summary>A token to send files of a new source with: one person asks for the source, another approves.</summary>
    internal async Task<string> TokenOf(string source)
    {
        var clerk = new Actor(
            _house!.People.First(person => person.Role == "clerk").Id, Installation.Service.Connection);
        var company = new CompanyId((await Ask(new ListCompanies()))[0].Id);
        var asked = await Installation.Door.Run(
            new ProposeReading(source, company, "tests") { Quirks = [Quirks.Miscounts] }, clerk);
        await Installation.Door.Run(new AnswerRequest(asked.Value.Request, Approve: true), _house.Controller);
        return (await Installation.Door.Run(new MakeSourceToken(source, "tests"), clerk)).Value.Token;
    }

    /// <summary>Somebody who has not signed in, at another app.</summary>
    public async Task<Visitor> Stranger(string address)
    {
        var context = Patient(await _browser!.NewContextAsync());
        return new(await context.NewPageAsync(), address);
    }

    // A machine under load is slow, not wrong: what never comes still fails.
    private static IBrowserContext Patient(IBrowserContext context)
    {
        context.SetDefaultTimeout(120_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        if (_installation is not null)
            await _installation.DisposeAsync();
        if (_sandbox is not null)
            await _sandbox.DisposeAsync();
        _account?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A person at a browser; what the browser complains of is kept.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    public Visitor(IPage page, string address)
    {
        (Page, Address) = (page, address);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _complaints.Add($"console at {page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"script at {page.Url}: {error}");
        page.RequestFailed += (_, request) =>
        {
            // A page left while it still loads something is no fault.
            if (request.Failure?.Contains("ERR_ABORTED", StringComparison.Ordinal) != true)
                _complaints.Add($"request {request.Url}: {request.Failure}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _complaints.Add($"{response.Status} from {response.Url}");
        };
    }

    public IPage Page { get; }

    public string Address { get; }

    /// <summary>Errors of console, scripts, policy and requests so far.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens a page; its scripts have run when it is loaded. A live page is never without a request.</summary>
    public Task Goto(string path) => Page.GotoAsync(Address + path);

    /// <summary>Presses a key as a person does, and waits for the page that comes of it.</summary>
    public Task Press(string key) => Leads(() => Page.Keyboard.PressAsync(key));

    /// <summary>Does something that leads to another page, and waits until that one stands.</summary>
    public async Task Leads(Func<Task> act)
    {
        // A mark on the old page: once it is gone, the new one is there, whatever address it has.
        await Page.EvaluateAsync("document.documentElement.dataset.old = 'yes'");
        await act();
        await Page.WaitForSelectorAsync("html:not([data-old])", new() { State = WaitForSelectorState.Attached });
        await Page.WaitForLoadStateAsync(LoadState.Load);
    }

    public Task<string> Text(string selector) => Page.InnerTextAsync(selector);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
