using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.People;

namespace Turnstone.UseCases.Tests.People;

public sealed class PeopleTests
{
    private const string Password = "a long enough pass phrase";

    [Theory, BothEngines]
    public async Task A_start_invites_nobody_once_anybody_is_there(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var start = (await test.Run(new InviteFirst(), test.Service)).Value;

        Assert.Null(start.Invitation);
        Assert.Empty(await test.Rows<string>("select act from audit_entry where act = 'person.invited'"));
        Assert.Equal("door.not_allowed", (await test.Run(new InviteFirst(), test.Clerk)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task A_link_works_once_and_then_one_signs_in_with_ones_own_password(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var invitation = (await test.Run(
            new InvitePerson("Eve Erst", "eve@example.com", Role.Administrator), test.Service)).Value;

        var first = await test.Run(new AcceptInvite(invitation.Token, Password), Actor.Nobody);
        var again = await test.Run(new AcceptInvite(invitation.Token, Password), Actor.Nobody);
        var signed = (await test.Run(new SignIn(" EVE@example.com ", Password), Actor.Nobody)).Value;
        var wrong = (await test.Run(new SignIn("eve@example.com", "wrong"), Actor.Nobody)).Value;
        var unknown = (await test.Run(new SignIn("who@example.com", Password), Actor.Nobody)).Value;

        Assert.Equal(invitation.Person, first.Value.Person);
        Assert.Equal("people.no_invite", again.Refusal?.Code);
        Assert.Equal((SignInOutcome.Done, "Eve Erst"), (signed.Outcome, signed.Who?.Name));
        Assert.Equal(SignInOutcome.Wrong, wrong.Outcome);
        Assert.Equal(SignInOutcome.Wrong, unknown.Outcome);
        Assert.True((await test.Run(new CheckSignIn(invitation.Person, first.Value.Stamp), Actor.Nobody)).Value);
        Assert.Equal(
            ["person.invited", "person.accepted", "person.signed_in", "person.sign_in_failed"],
            await test.Rows<string>("select act from audit_entry where connection_id = 0 order by seq"));
        Assert.DoesNotContain(await test.Rows<string?>("select after from audit_entry"),
            after => after is not null && after.Contains(invitation.Token, StringComparison.Ordinal));
    }

    [Theory, BothEngines]
    public async Task A_link_ends_after_a_week_and_a_weak_password_does_not_use_it_up(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var invitation = (await test.Run(new InvitePerson("Eve Erst", "eve@example.com"), test.Administrator)).Value;

        foreach (var weak in new[] { "short", "aaaaaaaaaaaaaaaa", "eve@example.com!", "I am Eve Erst 2026" })
            Assert.Equal("people.weak_password",
                (await test.Run(new AcceptInvite(invitation.Token, weak), Actor.Nobody)).Refusal?.Code);
        test.Clock.Now = invitation.Until;

        Assert.Equal("people.no_invite",
            (await test.Run(new AcceptInvite(invitation.Token, Password), Actor.Nobody)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task Five_wrong_passwords_lock_for_a_quarter_of_an_hour(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        await Joined(test);

        for (var i = 0; i < 4; i++)
            Assert.Equal(SignInOutcome.Wrong, (await Try(test, "nope")).Outcome);
        var fifth = await Try(test, "nope");
        var right = await Try(test, Password);
        test.Clock.Now += TimeSpan.FromMinutes(16);
        var later = await Try(test, Password);

        Assert.Equal((SignInOutcome.Locked, test.Clock.Now - TimeSpan.FromMinutes(1)),
            (fifth.Outcome, fifth.LockedUntil));
        Assert.Equal(SignInOutcome.Locked, right.Outcome);
        Assert.Equal(SignInOutcome.Done, later.Outcome);
        Assert.Contains("person.locked_out", await test.Rows<string>("select act from audit_entry"));
    }

    [Theory, BothEngines]
    public async Task An_authenticator_app_is_asked_for_once_it_was_proved_and_a_recovery_code_works_once(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var eve = await Joined(test);
        var setup = (await test.Run(new BeginTwoFactor(), eve)).Value;

        Assert.Equal("people.wrong_code", (await test.Run(new FinishTwoFactor("000"), eve)).Refusal?.Code);
        Assert.Equal(SignInOutcome.Done, (await Try(test, Password)).Outcome);
        var codes = (await test.Run(new FinishTwoFactor(CodeOf(setup.Key)), eve)).Value;

        Assert.Equal(10, codes.Length);
        Assert.Equal(SignInOutcome.NeedsCode, (await Try(test, Password)).Outcome);
        Assert.Equal(SignInOutcome.Wrong, (await Try(test, Password, "000000x")).Outcome);
        Assert.Equal(SignInOutcome.Done, (await Try(test, Password, CodeOf(setup.Key))).Outcome);
        Assert.Equal(SignInOutcome.Done, (await Try(test, Password, codes[3])).Outcome);
        Assert.Equal(SignInOutcome.Wrong, (await Try(test, Password, codes[3])).Outcome);
        Assert.DoesNotContain(codes[0],
            (await test.Rows<string?>("select recovery_codes from person where recovery_codes is not null"))[0],
            StringComparison.OrdinalIgnoreCase);
    }

    [Theory, BothEngines]
    public async Task A_changed_password_ends_every_other_sign_in(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var eve = await Joined(test);
        var stamp = (await Try(test, Password)).Who!.Stamp;

        Assert.Equal("people.wrong_password",
            (await test.Run(new ChangePassword("nope", "another long phrase"), eve)).Refusal?.Code);
        var changed = (await test.Run(new ChangePassword(Password, "another long phrase"), eve)).Value;

        Assert.False((await test.Run(new CheckSignIn(eve.Person, stamp), Actor.Nobody)).Value);
        Assert.True((await test.Run(new CheckSignIn(eve.Person, changed.Stamp), Actor.Nobody)).Value);
        Assert.Equal(SignInOutcome.Wrong, (await Try(test, Password)).Outcome);
    }

    [Theory, BothEngines]
    public async Task The_command_line_gives_no_role_over_money_and_nor_does_one_person(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var eve = await Joined(test);

        var invited = await test.Run(new InvitePerson("X", "x@example.com", Role.Controller), test.Service);
        var granted = await test.Run(new GrantRole(eve.Person, Role.Clerk), test.Administrator);
        var asked = await test.Run(
            new AskForApproval<GrantMoneyRole>(new(eve.Person, Role.Clerk), "joins"), test.Service);

        Assert.Equal("people.money_role", invited.Refusal?.Code);
        Assert.Equal("people.money_role", granted.Refusal?.Code);
        Assert.Equal("door.not_allowed", asked.Refusal?.Code);
        Assert.Empty(await test.Rows<long>("select id from approval_request"));
    }

    [Theory, BothEngines]
    public async Task A_role_over_money_takes_two_persons_neither_of_whom_gets_it_alone(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var eve = await Joined(test);
        var asked = (await test.Run(new AskForApproval<GrantMoneyRole>(
            new(eve.Person, Role.Controller, TestDatabase.Alder), "joins"), test.Administrator)).Value;

        Assert.Equal("approvals.own", (await Answer(test, asked, test.Administrator)).Refusal?.Code);
        Assert.Equal("door.not_in_company", (await Answer(test, asked, test.Clerk)).Refusal?.Code);
        Assert.Equal("door.not_in_company", (await Answer(test, asked, eve)).Refusal?.Code);
        Assert.Null((await Answer(test, asked, test.Controller)).Refusal);
        Assert.Equal("approvals.answered", (await Answer(test, asked, test.SecondController)).Refusal?.Code);

        var who = (await test.Run(new WhoAmI(), eve)).Value;
        Assert.Equal([new(Role.Controller, TestDatabase.Alder, InsteadOf: null)], who.Grants);
        Assert.Equal((test.Administrator.Person, test.Controller.Person), Assert.Single(await test.Rows<(long, long)>(
            "select granted_by, approved_by from role_grant where person_id = @Person", new { eve.Person })));

        var second = (await test.Run(new AskForApproval<GrantMoneyRole>(
            new(eve.Person, Role.Clerk, TestDatabase.Alder), "too"), test.Administrator)).Value;
        Assert.Equal("people.own_role", (await Answer(test, second, eve)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task Renewed_access_takes_roles_over_money_away(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var invitation = (await test.Run(new RenewAccess(test.Clerk.Person, "lost"), test.Administrator)).Value;
        await test.Run(new AcceptInvite(invitation.Token, Password), Actor.Nobody);

        Assert.Empty((await test.Run(new WhoAmI(), test.Clerk)).Value.Grants);
        Assert.Equal("people.not_oneself", (await test.Run(
            new RenewAccess(test.Administrator.Person, "lost"), test.Administrator)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task The_last_administrator_stays(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        var revoked = await test.Run(
            new RevokeRole(test.Administrator.Person, Role.Administrator, null, "moves"), test.Administrator);
        var left = await test.Run(new SeeOff(test.Administrator.Person, "leaves"), test.Administrator);
        var clerk = await test.Run(new SeeOff(test.Clerk.Person, "leaves"), test.Administrator);

        Assert.Equal("people.last_administrator", revoked.Refusal?.Code);
        Assert.Equal("people.last_administrator", left.Refusal?.Code);
        Assert.Null(clerk.Refusal);
        Assert.Equal("door.left", (await test.Run(new WhoAmI(), test.Clerk)).Refusal?.Code);
        Assert.NotEmpty((await test.Run(new WhoAmI(), test.Administrator)).Value.Grants);
    }

    [Theory, BothEngines]
    public async Task A_deputy_has_the_rights_on_those_days_and_the_log_says_for_whom(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var (from, until) = (new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 4));
        Assert.Null((await test.Run(
            new NameDeputy(test.Auditor.Person, from, until, TestDatabase.Alder), test.Controller)).Refusal);
        var lent = new AskForApproval<GrantMoneyRole>(
            new(test.Auditor.Person, Role.Clerk, TestDatabase.Alder), "x");

        var before = (await test.Run(new WhoAmI(), test.Auditor)).Value;
        test.Clock.Now += TimeSpan.FromDays(1);
        var during = (await test.Run(new WhoAmI(), test.Auditor)).Value;
        var asked = (await test.Run(new AskForApproval<GrantMoneyRole>(
            new(test.Clerk.Person, Role.Controller, TestDatabase.Alder), "helps"), test.Administrator)).Value;
        Assert.Null((await Answer(test, asked, test.Auditor)).Refusal);
        var on = await test.Run(
            new NameDeputy(test.Clerk.Person, until, until, TestDatabase.Alder), test.Auditor);
        test.Clock.Now += TimeSpan.FromDays(2);
        var after = (await test.Run(new WhoAmI(), test.Auditor)).Value;

        Assert.Single(before.Grants);
        Assert.Equal(new Grant(Role.Controller, TestDatabase.Alder, "Conny Controller"), during.Grants[^1]);
        Assert.Equal("people.lent_on", on.Refusal?.Code);
        Assert.Single(after.Grants);
        Assert.Contains("for Conny Controller", await test.Rows<string>(
            "select mark from audit_entry where act = 'grant_role.approved'"));
        Assert.Equal("door.not_in_company", (await test.Run(lent, test.Clerk)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task Wrong_invitations_are_refused_by_name(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);

        async Task<string?> Code(string name, string email) =>
            (await test.Run(new InvitePerson(name, email), test.Administrator)).Refusal?.Code;

        Assert.Equal("people.no_name", await Code(" ", "a@example.com"));
        Assert.Equal("people.no_email", await Code("A", "a at example"));
        Assert.Equal("people.no_email", await Code("A", "A <a@example.com>"));
        Assert.Null(await Code("A", "a@example.com"));
        Assert.Equal("people.already_invited", await Code("B", "A@EXAMPLE.com"));
        Assert.Equal("door.not_allowed", (await test.Run(new InvitePerson("C", "c@example.com"), test.Clerk))
            .Refusal?.Code);
    }

    internal static async Task<Actor> Joined(TestDatabase test)
    {
        var invitation = (await test.Run(new InvitePerson("Eve Erst", "eve@example.com"), test.Administrator)).Value;
        Assert.Null((await test.Run(new AcceptInvite(invitation.Token, Password), Actor.Nobody)).Refusal);
        return new(invitation.Person, Actor.FilesConnection);
    }

    private static async Task<SignInAnswer> Try(TestDatabase test, string password, string? code = null) =>
        (await test.Run(new SignIn("eve@example.com", password, code), Actor.Nobody)).Value;

    private static Task<Domain.Kernel.Result<Domain.Kernel.Done>> Answer(TestDatabase test, Asked asked, Actor actor) =>
        test.Run(new AnswerRequest(asked.Request, Approve: true), actor);

    /// <summary>What an authenticator app shows (RFC 6238); the framework checks it by the machine's clock.</summary>
    private static string CodeOf(string base32)
    {
        var key = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var sign in base32)
        {
            bits = ((bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal)) & 0xFFFF;
            count += 5;
            if (count < 8)
                continue;
            count -= 8;
            key.Add((byte)((bits >> count) & 0xFF));
        }

        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // RFC 6238 says SHA-1.
        var hash = HMACSHA1.HashData(key.ToArray(), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
