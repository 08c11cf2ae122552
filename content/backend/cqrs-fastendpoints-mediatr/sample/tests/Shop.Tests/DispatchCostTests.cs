using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Offprint.Servers;

namespace Shop.Tests;

/// <summary>What the mediator itself costs, next to a command that does its work.</summary>
[Collection(ShopTests.Name)]
public sealed class DispatchCostTests(ShopServer shop)
{
    private const int Calls = 10_000, Commands = 200;

    [Fact]
    public async Task Dispatch_is_small_against_a_transaction()
    {
        await using var services = new ServiceCollection()
            .AddMediatR(mediator => mediator.RegisterServicesFromAssemblyContaining<Nothing>()
                .AddBehavior<Through1>().AddBehavior<Through2>())
            .BuildServiceProvider();
        var sender = services.GetRequiredService<ISender>();
        var handler = new NothingHandler();
        await CallsAsync(() => sender.Send(new Nothing()));

        var direct = await CallsAsync(() => handler.Handle(new Nothing(), default));
        var mediated = await CallsAsync(() => sender.Send(new Nothing()));
        var command = await CommandAsync();

        Results.Write("dispatch.json", new
        {
            DirectNs = Math.Round(direct),
            MediatedNs = Math.Round(mediated),
            CommandMicroseconds = Math.Round(command / 1_000),
        });
        Assert.True(mediated > direct, "a mediator is not free");
        Assert.True(mediated < command / 10, $"{mediated} against {command} ns");
    }

    /// <summary>Nanoseconds a call, of the best of fifty runs.</summary>
    private static async Task<double> CallsAsync(Func<Task<int>> call)
    {
        var best = double.MaxValue;
        for (var run = 0; run < 50; run++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < Calls; i++)
                await call();
            best = Math.Min(best, clock.Elapsed.TotalNanoseconds / Calls);
        }
        return best;
    }

    /// <summary>Nanoseconds of one order of one line over HTTP, the median.</summary>
    private async Task<double> CommandAsync()
    {
        var lamp = await shop.AddProductAsync(stock: Commands);
        var times = new List<double>();
        for (var i = 0; i < Commands; i++)
        {
            var clock = Stopwatch.StartNew();
            (await shop.PlaceAsync("Cost", (lamp, 1))).EnsureSuccessStatusCode();
            times.Add(clock.Elapsed.TotalNanoseconds);
        }
        return times.Order().ElementAt(Commands / 2);
    }

    public sealed record Nothing : IRequest<int>;

    public sealed class NothingHandler : IRequestHandler<Nothing, int>
    {
        private static readonly Task<int> Done = Task.FromResult(0);

        public Task<int> Handle(Nothing request, CancellationToken cancellation) => Done;
    }

    private sealed class Through1 : IPipelineBehavior<Nothing, int>
    {
        public Task<int> Handle(Nothing request, RequestHandlerDelegate<int> next,
            CancellationToken cancellation) => next();
    }

    private sealed class Through2 : IPipelineBehavior<Nothing, int>
    {
        public Task<int> Handle(Nothing request, RequestHandlerDelegate<int> next,
            CancellationToken cancellation) => next();
    }
}
