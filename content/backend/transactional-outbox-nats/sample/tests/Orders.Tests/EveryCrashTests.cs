using Microsoft.EntityFrameworkCore;
using Offprint.Servers;

namespace Orders.Tests;

/// <summary>
/// One order of 10, one process that dies, at each step of each design. What both sides hold then,
/// and after everything has been started again, is what the article's figure is checked against.
/// </summary>
[Collection(RealServers.Name)]
public sealed class EveryCrashTests(Fixture servers)
{
    private static readonly TimeSpan ShortWindow = TimeSpan.FromMilliseconds(200);

    /// <param name="Late">The relay is back after the duplicate window has closed.</param>
    /// <param name="Checks">Billing compares versions; otherwise it adds what it is sent.</param>
    private sealed record Case(string Design, string Step, bool Late, bool Checks);

    private sealed record State(long Orders, long Outbox, int Stream, decimal Billed);

    private static IEnumerable<Case> Cases()
    {
        foreach (var design in new[] { "save-then-publish", "publish-then-save" })
            foreach (var step in new[] { "between", "after" })
                yield return new Case(design, step, Late: false, Checks: true);
        foreach (var checks in new[] { true, false })
        {
            foreach (var step in new[] { "written", "committed" })
                yield return new Case("outbox", step, Late: false, checks);
            foreach (var step in Enum.GetNames<RelayStep>().Except([nameof(RelayStep.Published)]))
                foreach (var late in new[] { false, true })
                    yield return new Case("outbox", $"relay-{step}".ToLowerInvariant(), late, checks);
            foreach (var step in Enum.GetNames<ConsumerStep>())
                yield return new Case("outbox", $"billing-{step}".ToLowerInvariant(), false, checks);
        }
    }

    [Fact]
    public async Task With_the_outbox_and_versions_every_crash_ends_with_one_order_billed_once()
    {
        var measured = new List<object>();
        foreach (var @case in Cases())
        {
            await using var shop = await Shop.OpenAsync(
                servers, @case.Late ? ShortWindow : default);
            await CrashAsync(shop, @case);
            var crashed = await StateAsync(shop);
            if (@case.Late)
                await Task.Delay(2 * ShortWindow);
            await shop.RelayAllAsync();
            await shop.BillAllAsync(@case.Checks ? null : shop.ChargeAsync);
            var recovered = await StateAsync(shop);

            measured.Add(new
            {
                @case.Design, @case.Step, @case.Late, @case.Checks, crashed, recovered,
            });
            if (@case is { Design: "outbox", Step: "written" })
                Assert.Equal(new State(0, 0, 0, 0), recovered);
            else if (@case is { Design: "outbox", Checks: true })
                Assert.Equal((1, 0, 10), (recovered.Orders, recovered.Outbox, recovered.Billed));
            if (@case is { Design: "save-then-publish", Step: "between" })
                Assert.Equal(new State(1, 0, 0, 0), recovered);
            if (@case is { Design: "publish-then-save", Step: "between" })
                Assert.Equal(new State(0, 0, 1, 10), recovered);
            if (@case is { Step: "billing-applied", Checks: false }
                or { Step: "relay-deleted", Late: true, Checks: false })
                Assert.Equal(20, recovered.Billed);
        }
        Results.Write("crashes.json", measured);
    }

    private static async Task CrashAsync(Shop shop, Case @case)
    {
        var (orders, ledger, nats) = (shop.OrdersConnection, shop.LedgerConnection, shop.NatsUrl);
        switch (@case.Step.Split('-'))
        {
            case ["relay", var step]:
                await shop.PlaceAsync();
                await Crash.AtAsync("relay", step, orders, nats);
                break;
            case ["billing", var step]:
                await shop.PlaceAsync();
                await shop.RelayAllAsync();
                await Crash.AtAsync(
                    @case.Checks ? "billing" : "billing-unchecked", step, ledger, nats);
                break;
            default:
                await Crash.AtAsync(@case.Design, @case.Step, orders, nats);
                break;
        }
    }

    private static async Task<State> StateAsync(Shop shop)
    {
        await using var ledger = shop.Ledgers.CreateDbContext();
        return new State(
            await shop.CountAsync("orders"), await shop.CountAsync("outbox"),
            (await shop.StreamedAsync()).Count, await ledger.Accounts.SumAsync(a => a.Owed));
    }
}
