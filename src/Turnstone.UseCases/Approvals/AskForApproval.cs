using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Approvals;

/// <summary>Asks for a second person's word on an act.</summary>
/// <param name="Act">The act.</param>
/// <param name="Why">The reason.</param>
public sealed record AskForApproval<TAct>(TAct Act, string Why) : IUseCase<Asked>
    where TAct : ITwoPersonAct
{
    /// <inheritdoc/>
    public Permission Needs => Act.Asks;

    /// <inheritdoc/>
    public CompanyId? Company => Act.Company;

    /// <inheritdoc/>
    public Task<Result<Asked>> Run(Session session) => Asking.Ask(session, Act, Why);
}
