using Shop.Events;

namespace Shop.Tests;

/// <summary>The dispatcher alone: no database, no EF Core, a list in place of the aggregates.</summary>
public sealed class DispatcherTests
{
    private sealed record Asked(int Number) : IDomainEvent;

    private sealed record Answered(int Number) : IDomainEvent;

    private sealed record Closed : IDomainEvent;

    private readonly List<IDomainEvent> raised = [];

    #region breadth-first
    [Fact]
    public async Task Events_that_handlers_raise_are_handled_after_those_of_the_round()
    {
        var dispatcher = Dispatcher(events => events
            .BeforeSave<Asked, Act<Asked>>().BeforeSave<Answered, Note<Answered>>(),
            new Script<Asked>((_, asked, _) => Raise(new Answered(asked.Number))));
        raised.AddRange([new Asked(1), new Asked(2)]);

        var all = await dispatcher.DispatchInRoundsAsync(Take, default);

        Assert.Equal([new Asked(1), new Asked(2), new Answered(1), new Answered(2)], all);
    }
    #endregion

    [Fact]
    public async Task A_cycle_ends_at_the_limit_and_the_exception_names_it()
    {
        var dispatcher = Dispatcher(events => events
            .BeforeSave<Asked, Act<Asked>>().BeforeSave<Answered, Act<Answered>>().MostRounds = 6,
            new Script<Asked>((_, asked, _) => Raise(new Answered(asked.Number))),
            new Script<Answered>((_, answered, _) => Raise(new Asked(answered.Number + 1))));
        raised.Add(new Asked(1));

        var cycle = await Assert.ThrowsAsync<EventCycleException>(
            () => dispatcher.DispatchInRoundsAsync(Take, default));

        Assert.Equal("Handlers still raise events after 6 rounds: Answered → Asked → Answered → Asked",
            cycle.Message);
    }

    [Fact]
    public async Task The_limit_counts_depth_and_not_events()
    {
        var dispatcher = Dispatcher(events => events
            .BeforeSave<Asked, Act<Asked>>().MostRounds = 2,
            new Script<Asked>((_, asked, _) => Raise(new Answered(asked.Number))));
        raised.AddRange(Enumerable.Range(1, 500).Select(n => new Asked(n)));

        Assert.Equal(1_000, (await dispatcher.DispatchInRoundsAsync(Take, default)).Count);
    }

    [Fact]
    public async Task An_event_without_handlers_is_passed_over()
    {
        raised.Add(new Closed());

        Assert.Equal([new Closed()], await Dispatcher(_ => { }).DispatchInRoundsAsync(Take, default));
    }

    [Fact]
    public async Task A_handler_that_fails_ends_the_dispatch_and_later_handlers_do_not_run()
    {
        var journal = new Journal();
        var dispatcher = Dispatcher(events => events
            .BeforeSave<Asked, Act<Asked>>().BeforeSave<Asked, Note<Asked>>(),
            new Script<Asked>((_, _, _) => throw new IOException()), journal);
        raised.Add(new Asked(1));

        await Assert.ThrowsAsync<IOException>(() => dispatcher.DispatchInRoundsAsync(Take, default));

        Assert.Empty(journal.Entries);
    }

    private IReadOnlyList<IDomainEvent> Take()
    {
        IDomainEvent[] taken = [.. raised];
        raised.Clear();
        return taken;
    }

    private Task Raise(IDomainEvent happened)
    {
        raised.Add(happened);
        return Task.CompletedTask;
    }

    private static DomainEventDispatcher Dispatcher(
        Action<DomainEventHandlers> handlers, params object[] services)
    {
        var collection = new ServiceCollection().AddLogging().AddDomainEvents(handlers).AddSingleton<Journal>();
        foreach (var service in services)
            collection.AddSingleton(service.GetType(), service);
        return collection.BuildServiceProvider().CreateScope()
            .ServiceProvider.GetRequiredService<DomainEventDispatcher>();
    }
}
