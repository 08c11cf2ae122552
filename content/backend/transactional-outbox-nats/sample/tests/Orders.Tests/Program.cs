using System.Diagnostics;
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
                    Shop.ContextsOf(database), js, reached: DieAt<RelayStep>(step));
                while (true)
                    await relay.RunOnceAsync();
            case "billing":
                var consumer = await js.GetConsumerAsync(Shop.Stream, Shop.Consumer);
                await new BillingConsumer(
                    consumer, new Billing(Shop.LedgersOf(database)).ApplyAsync,
                    DieAt<ConsumerStep>(step)).RunAsync(default);
                break;
            case "dual":
                await using (var orders = Shop.ContextsOf(database).CreateDbContext())
                {
                    var dual = new DualWrite(orders, js, Die);
                    await (step == "save-then-publish"
                        ? dual.SaveThenPublishAsync(Order.Place(10))
                        : dual.PublishThenSaveAsync(Order.Place(10)));
                }
                break;
        }
    }

    private static Func<T, Task> DieAt<T>(string step) where T : struct, Enum =>
        reached => reached.Equals(Enum.Parse<T>(step)) ? Die() : Task.CompletedTask;

    private static Task Die()
    {
        Process.GetCurrentProcess().Kill();
        return Task.Delay(Timeout.Infinite);
    }
}
