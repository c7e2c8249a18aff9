namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>A way to bring rows of one FROM entry (or of a joined group of them) into the frame.</summary>
internal abstract class RowAccess
{
    /// <summary>The slots it fills.</summary>
    public abstract ulong Slots { get; }

    /// <summary>Fills its slots once per row; the same frame each time.</summary>
    public abstract IEnumerable<Frame> Run(Frame frame);

    /// <summary>The column whose order the rows come in; null where none.</summary>
    public virtual Origin? Order => null;

    /// <summary>Empties its slots: the row that an outer join did not find.</summary>
    public void Clear(Frame frame) => Clear(frame, Slots);

    public static void Clear(Frame frame, ulong slots)
    {
        for (; slots != 0; slots &= slots - 1)
        {
            frame.Rows[System.Numerics.BitOperations.TrailingZeroCount(slots)] = null;
        }
    }

    public static bool Holds(IReadOnlyList<Condition> conditions, Frame frame)
    {
        foreach (var condition in conditions)
        {
            if (condition.Test(frame) != true)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>One step of a join.</summary>
/// <param name="Access">Where its rows come from.</param>
/// <param name="On">For a left join, what makes a match.</param>
/// <param name="IsLeft">A row without match stays, with nothing beside it.</param>
/// <param name="After">Conditions that can be tested once this step's rows are there.</param>
internal sealed record JoinStep(
    RowAccess Access, IReadOnlyList<Condition> On, bool IsLeft, IReadOnlyList<Condition> After);

/// <summary>Runs the steps as nested loops; a step with an equality looks its rows up by index or hash table, so that
/// the loops are index and hash joins. The order of the first step's rows is kept.</summary>
internal sealed class JoinPlan(IReadOnlyList<JoinStep> steps, IReadOnlyList<Condition> before)
{
    public ulong Slots { get; } = steps.Aggregate(0UL, (all, step) => all | step.Access.Slots);

    public Origin? Order => steps.Count == 0 ? null : steps[0].Access.Order;

    /// <summary>Constant conditions come first: where one fails nothing is read.</summary>
    public IEnumerable<Frame> Run(Frame frame) => RowAccess.Holds(before, frame) ? Run(frame, steps.Count - 1) : [];

    private IEnumerable<Frame> Run(Frame frame, int index)
    {
        if (index < 0)
        {
            yield return frame;
            yield break;
        }

        var step = steps[index];
        foreach (var _ in Run(frame, index - 1))
        {
            var matched = false;
            foreach (var __ in step.Access.Run(frame))
            {
                if (!RowAccess.Holds(step.On, frame))
                {
                    continue;
                }

                matched = true;
                if (RowAccess.Holds(step.After, frame))
                {
                    yield return frame;
                }
            }

            if (step.IsLeft && !matched)
            {
                step.Access.Clear(frame);
                if (RowAccess.Holds(step.After, frame))
                {
                    yield return frame;
                }
            }
        }
    }
}
