using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.People;
using Turnstone.UseCases.Tests.People;

namespace Turnstone.UseCases.Tests.Approvals;

public sealed class ApprovalTests
{
    [Theory, BothEngines]
    public async Task What_waits_is_shown_to_who_may_answer_and_to_who_asked(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var eve = await PeopleTests.Joined(test);
        await test.Run(new AskForApproval<GrantMoneyRole>(new(eve.Person, Role.Clerk), "joins"), test.Administrator);

        var asker = Assert.Single((await test.Run(new ListRequests(), test.Administrator)).Value);
        var approver = Assert.Single((await test.Run(new ListRequests(), test.Controller)).Value);

        Assert.Equal((true, false), (asker.IsOwn, asker.MayAnswer));
        Assert.Equal((false, true, "Ada Admin", "joins"),
            (approver.IsOwn, approver.MayAnswer, approver.AskedBy, approver.Why));
        Assert.Empty((await test.Run(new ListRequests(), test.Clerk)).Value);
        Assert.Empty((await test.Run(new ListRequests(), Actor.Nobody with { Connection = 1 })).Value);
    }

    [Theory, BothEngines]
    public async Task Declining_needs_a_reason_and_withdrawing_is_the_askers(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var eve = await PeopleTests.Joined(test);
        var one = (await test.Run(new AskForApproval<GrantMoneyRole>(
            new(eve.Person, Role.Clerk), "joins"), test.Administrator)).Value.Request;
        var two = (await test.Run(new AskForApproval<GrantMoneyRole>(
            new(eve.Person, Role.Controller), "joins"), test.Administrator)).Value.Request;

        Assert.Equal("approvals.no_reason",
            (await test.Run(new AnswerRequest(one, Approve: false), test.Controller)).Refusal?.Code);
        Assert.Null((await test.Run(new AnswerRequest(one, Approve: false, "not yet"), test.Controller)).Refusal);
        Assert.Equal("approvals.not_own", (await test.Run(new WithdrawRequest(two), test.Controller)).Refusal?.Code);
        Assert.Null((await test.Run(new WithdrawRequest(two), test.Administrator)).Refusal);

        Assert.Equal(["declined", "withdrawn"],
            await test.Rows<string>("select state from approval_request order by id"));
        Assert.Empty((await test.Run(new WhoAmI(), eve)).Value.Grants);
        Assert.Equal("approvals.no_request",
            (await test.Run(new AnswerRequest(5, Approve: true), test.Controller)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task What_is_no_longer_possible_when_it_is_approved_stays_undone(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var eve = await PeopleTests.Joined(test);
        var asked = (await test.Run(new AskForApproval<GrantMoneyRole>(
            new(eve.Person, Role.Clerk), "joins"), test.Administrator)).Value;
        await test.Run(new SeeOff(eve.Person, "changed her mind"), test.Administrator);

        var answered = await test.Run(new AnswerRequest(asked.Request, Approve: true), test.Controller);

        Assert.Equal("people.no_person", answered.Refusal?.Code);
        Assert.Equal(["open"], await test.Rows<string>("select state from approval_request"));
    }

    [Theory, BothEngines]
    public async Task A_company_of_one_person_says_so_once_and_each_such_act_is_marked(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var alone = new DeclareSinglePerson(TestDatabase.Birke, "a company of one");
        var ask = new AskForApproval<GrantMoneyRole>(
            new(test.Administrator.Person, Role.Controller, TestDatabase.Birke), "alone");

        Assert.Equal("approvals.more_persons", (await test.Run(alone, test.Administrator)).Refusal?.Code);
        foreach (var other in new[] { test.Controller, test.SecondController })
            await test.Run(new RevokeRole(other.Person, Role.Controller, null, "left"), test.Administrator);
        Assert.False((await test.Run(new AskForApproval<GrantMoneyRole>(
            new(test.Clerk.Person, Role.Controller, TestDatabase.Alder), "x"), test.Administrator)).Value.Done);
        Assert.Null((await test.Run(alone, test.Administrator)).Refusal);
        Assert.True((await test.Run(ask, test.Administrator)).Value.Done);

        Assert.Equal(["company.single_person", "grant_role.asked", "role.granted"], await test.Rows<string>(
            "select act from audit_entry where mark = 'single person' order by company_id, seq"));
        await test.AddPerson("Second Controller", "controller", TestDatabase.Birke);
        var clerk = new AskForApproval<GrantMoneyRole>(
            new(test.Auditor.Person, Role.Clerk, TestDatabase.Birke), "more hands");
        Assert.False((await test.Run(clerk, test.Administrator)).Value.Done);
    }
}
