using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Npgsql;
using Shop.Events;
using Shop.Mailing;
using Shop.Naive;
using Shop.Orders;
using Shop.Outbox;

namespace Shop.Tests;

/// <summary>
/// As `dotnet Shop.Tests.dll place …`, a process of its own that is killed: by itself, with
/// SIGKILL, at the moment that it was started for, or by the test.
/// </summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        switch (args[0])
        {
            case "place": // point, moment, database, mail server, order
                await using (var services = TestShop.ServicesFor(args[3], Handlers(args[1]),
                    more => more.Intercept(new KillAt(args[2])), new Uri(args[4])))
                    await services.GetRequiredService<OrderService>().PlaceAsync(
                        Given.AnOrder() with { OrderId = Guid.Parse(args[5]) });
                break;
            case "relay": // moment, database, NATS
                await using (var services = TestShop.ServicesFor(args[2], _ => { },
                    more => more.Intercept(new KillAt(args[1]))))
                    await new OutboxRelay(services.GetRequiredService<IServiceScopeFactory>(),
                        new NatsJSContext(new NatsConnection(new NatsOpts { Url = args[3] }))).RunOnceAsync();
                break;
            case "mailer": // database, NATS, mail server
                var js = new NatsJSContext(new NatsConnection(new NatsOpts { Url = args[2] }));
                await new ConfirmationMailer(
                    NpgsqlDataSource.Create(args[1]), new MailApi(new() { BaseAddress = new(args[3]) }),
                    await js.GetConsumerAsync(Broker.Stream, Broker.Consumer),
                    NullLogger<ConfirmationMailer>.Instance).RunAsync(CancellationToken.None);
                break;
        }
    }

    /// <summary>The mail is sent at a point, or announced in the outbox.</summary>
    public static Action<DomainEventHandlers> Handlers(string point) => events =>
    {
        events.BeforeSave<OrderPlaced, Stocks.ReserveStock>();
        if (point is "Outbox")
            events.BeforeSave<OrderPlaced, AnnounceOrder>();
        else
            events.Add<OrderPlaced, SendConfirmation>(Enum.Parse<DispatchPoint>(point));
    };

    public static Process Start(params string[] args) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(Program).Assembly.Location, .. args]))!;

    /// <summary>kill -9, unless it has done so itself; returns when the process is gone.</summary>
    public static async Task KilledAsync(Process process, bool byItself)
    {
        if (!byItself)
            process.Kill();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(128 + 9, process.ExitCode);
    }
}

/// <summary>Ends its process with SIGKILL: nothing is flushed, rolled back or closed by it.</summary>
internal sealed class KillAt(string moment) : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        System.Data.Common.DbTransaction transaction, TransactionEventData data,
        InterceptionResult result, CancellationToken token = default)
    {
        if (moment is "Committing")
            await DieAsync();
        return result;
    }

    public override async Task TransactionCommittedAsync(
        System.Data.Common.DbTransaction transaction, TransactionEndEventData data,
        CancellationToken token = default)
    {
        if (moment is "Committed")
            await DieAsync();
    }

    private static Task DieAsync()
    {
        Process.GetCurrentProcess().Kill();
        return Task.Delay(Timeout.Infinite);
    }
}
