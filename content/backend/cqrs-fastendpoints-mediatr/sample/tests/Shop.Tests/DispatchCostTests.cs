using System.Diagnostics;
using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Offprint.Servers;
using Shop.Data;

namespace Shop.Tests;

/// <summary>What the mediator itself costs, next to a command that does its work.</summary>
[Collection(ShopTests.Name)]
public sealed class DispatchCostTests(ShopServer shop)
{
    // A run is short enough to end, mostly, before another program gets the processor.
    private const int Runs = 1_001, Calls = 500, Commands = 201;

    [Fact]
    public async Task Dispatch_is_small_against_a_transaction()
    {
        await using var services = new ServiceCollection()
            .AddMediatR(mediator => mediator.RegisterServicesFromAssemblyContaining<Nothing>()
                .AddBehavior<Through1>().AddBehavior<Through2>().AddBehavior<Through3>())
            .BuildServiceProvider();
        var sender = services.GetRequiredService<ISender>();
        var handler = new NothingHandler();
        await CallsAsync(() => sender.Send(new Nothing()));

        var direct = await CallsAsync(() => handler.Handle(new Nothing(), default));
        var mediated = await CallsAsync(() => sender.Send(new Nothing()));
        var lamp = await shop.AddProductAsync(stock: Commands);
        shop.Transactions.Commits.Clear();
        var command = await CommandsAsync(lamp, HttpStatusCode.Created);
        Assert.Equal(Commands, shop.Transactions.Commits.Count);
        var commit = shop.Transactions.Commits.Order().ElementAt(Commands / 2);
        var rejected = await CommandsAsync(lamp, HttpStatusCode.Conflict);

        Results.Write("dispatch.json", new
        {
            Runs, Calls, Commands,
            DirectNs = Math.Round(direct),
            MediatedNs = Math.Round(mediated),
            CommandMs = Math.Round(command.TotalMilliseconds, 1),
            CommitMs = Math.Round(commit.TotalMilliseconds, 1),
            RejectedMs = Math.Round(rejected.TotalMilliseconds, 1),
        });
        Assert.True(mediated > direct, "a mediator is not free");
        Assert.True(mediated < command.TotalNanoseconds / 100, $"{mediated} ns, {command}");
    }

    /// <summary>Nanoseconds a call: the median of the runs.</summary>
    private static async Task<double> CallsAsync(Func<Task<int>> call)
    {
        var runs = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Calls; i++)
                await call();
            runs.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls);
        }
        return runs.Order().ElementAt(Runs / 2);
    }

    /// <summary>Orders of one line over HTTP, one after the other: the median.</summary>
    private async Task<TimeSpan> CommandsAsync(Product product, HttpStatusCode expected)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Commands; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var response = await shop.PlaceAsync("Cost", (product, 1));
            times.Add(Stopwatch.GetElapsedTime(start));
            Assert.Equal(expected, response.StatusCode);
        }
        return times.Order().ElementAt(Commands / 2);
    }

    public sealed record Nothing : IRequest<int>;

    public sealed class NothingHandler : IRequestHandler<Nothing, int>
    {
        private static readonly Task<int> Done = Task.FromResult(0);

        public Task<int> Handle(Nothing request, CancellationToken cancellation) => Done;
    }

    private class Through : IPipelineBehavior<Nothing, int>
    {
        public Task<int> Handle(Nothing request, RequestHandlerDelegate<int> next,
            CancellationToken cancellation) => next(cancellation);
    }

    private sealed class Through1 : Through;

    private sealed class Through2 : Through;

    private sealed class Through3 : Through;
}
