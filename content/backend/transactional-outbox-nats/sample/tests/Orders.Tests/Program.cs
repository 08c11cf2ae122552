using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.JetStream;

namespace Orders.Tests;

/// <summary>
/// As `dotnet Orders.Tests.dll relay Deleted …`, a process that ends itself with SIGKILL
/// when it reaches that step: nothing is flushed, rolled back or closed by it.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var (role, step, database, natsUrl) = (args[0], args[1], args[2], args[3]);
        var js = new NatsJSContext(Shop.Connect(natsUrl));
        switch (role)
        {
            case "relay":
                var relay = new OutboxRelay(
                    Shop.ContextsOf(database), js, NullLogger<OutboxRelay>.Instance,
                    reached: DieAt<RelayStep>(step));
                while (true)
                    await relay.RunOnceAsync();
            case "billing" or "billing-unchecked":
                var ledgers = Shop.LedgersOf(database);
                var consumer = await js.GetConsumerAsync(Shop.Stream, Shop.Consumer);
                await new BillingConsumer(
                    consumer, role is "billing"
                        ? new Billing(ledgers).ApplyAsync
                        : (happened, _) => Shop.ChargeAsync(ledgers, happened),
                    NullLogger<BillingConsumer>.Instance, DieAt<ConsumerStep>(step)).RunAsync(default);
                break;
            case "outbox":
                await PlaceAsync(database, step);
                break;
            case "save-then-publish" or "publish-then-save":
                await using (var orders = Shop.ContextsOf(database).CreateDbContext())
                {
                    var dual = new DualWrite(
                        orders, js, () => step is "between" ? Die() : Task.CompletedTask);
                    await (role is "save-then-publish"
                        ? dual.SaveThenPublishAsync(Order.Place(10))
                        : dual.PublishThenSaveAsync(Order.Place(10)));
                    await Die();
                }
                break;
        }
    }

    private static async Task PlaceAsync(string database, string step)
    {
        await using var orders = Shop.ContextsOf(database, new OutboxInterceptor()).CreateDbContext();
        await using var transaction = await orders.Database.BeginTransactionAsync();
        orders.Add(Order.Place(10));
        await orders.SaveChangesAsync();
        if (step is "written")
            await Die();
        await transaction.CommitAsync();
        await Die();
    }

    private static Func<T, Task> DieAt<T>(string step) where T : struct, Enum =>
        reached => reached.Equals(Enum.Parse<T>(step, ignoreCase: true)) ? Die() : Task.CompletedTask;

    private static Task Die()
    {
        Process.GetCurrentProcess().Kill();
        return Task.Delay(Timeout.Infinite);
    }
}
