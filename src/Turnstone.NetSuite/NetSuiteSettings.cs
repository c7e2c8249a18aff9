using System.Buffers.Binary;
using System.Security.Cryptography;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Budget;

namespace Turnstone.NetSuite;

/// <summary>How a client behaves; the defaults suit an account of five calls at once that others use too.</summary>
public sealed record NetSuiteSettings
{
    /// <summary>The clock of all pauses and signatures.</summary>
    public TimeProvider Time { get; }

    /// <summary>The calls that may run at once, shared with every other client of the same account.</summary>
    public CallBudget Budget { get; init; }

    /// <summary>Settings on a clock, with a budget of three calls at once.</summary>
    public NetSuiteSettings(TimeProvider? time = null)
    {
        Time = time ?? TimeProvider.System;
        Budget = new(3, Time);
    }

    /// <summary>The way out; null makes one of its own, without redirects.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Where jitter and nonces begin; a simulation gives one, to be able to repeat itself.</summary>
    public ulong Seed { get; init; } = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8));

    /// <summary>How long a read may take; infinite is allowed.</summary>
    public TimeSpan ReadPatience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a write may take; NetSuite itself gives up after fifteen minutes.</summary>
    public TimeSpan WritePatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where refused logins are remembered beyond this process; null remembers them in it alone.</summary>
    public ILoginMemory? Logins { get; init; }

    /// <summary>The company's primary language, where the account insists on it; null sends none.</summary>
    public string? Language { get; init; }

    /// <summary>How this account words its business rules; the first that fits counts.</summary>
    public IReadOnlyList<ErrorWords> Words { get; init; } = ErrorWords.Known;
}
