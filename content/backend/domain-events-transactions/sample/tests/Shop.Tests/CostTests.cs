using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NATS.Client.JetStream;
using Npgsql;
using Offprint.Servers;
using Shop.Outbox;
using Shop.Persistence;
using Shop.Stocks;

namespace Shop.Tests;

/// <summary>What the point of a slow handler costs, and what looking for events costs.</summary>
[Collection(ServersCollection.Name)]
public sealed class CostTests(RealServers servers)
{
    private const int Clients = 4, MailMs = 50;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    private sealed record Rate(double OrdersPerSecond, double MedianMs, double MailsPerSecond);

    #region throughput
    [Fact]
    public async Task A_mail_in_the_transaction_limits_an_item_to_one_mail_at_a_time()
    {
        var within = await RateAsync("InTransaction");
        var after = await RateAsync("AfterCommit");
        var outbox = await RateAsync("Outbox");

        Results.Write("throughput.json", new
        {
            PostgresVersion = servers.Postgres.Version, NatsVersion = servers.Nats.Version,
            Clients, MailMs, Seconds = Duration.TotalSeconds,
            MostWithin = 1_000 / MailMs,
            Within = within, After = after, Outbox = outbox,
        });
        Assert.True(within.OrdersPerSecond <= 1_000 / MailMs * 1.1, $"{within}");
        Assert.True(after.OrdersPerSecond > within.OrdersPerSecond, $"{within}, {after}");
        Assert.True(outbox.OrdersPerSecond > after.OrdersPerSecond, $"{after}, {outbox}");
    }
    #endregion

    [Fact]
    public async Task Looking_for_events_grows_with_what_the_context_tracks()
    {
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        var plain = new DbContextOptionsBuilder<ShopContext>().UseNpgsql(shop.Connection).Options;
        var (few, many) = (await CostOfOneWalkAsync(100), await CostOfOneWalkAsync(10_000));

        Results.Write("walk.json", new { Few = 100, Many = 10_000, FewMs = few, ManyMs = many });
        Assert.True(many > few, $"{few} ms for 100, {many} ms for 10,000");

        async Task<double> CostOfOneWalkAsync(int tracked)
        {
            await using var without = new ShopContext(plain);
            await using var with = shop.Open();
            foreach (var context in (ShopContext[])[without, with.Shop])
                context.AttachRange(Enumerable.Range(0, tracked).Select(n => new Stock($"sku-{n}", 1)));
            var (timeWithout, timeWith) = (new List<double>(), new List<double>());
            for (var run = 0; run < 60; run++)
            {
                timeWithout.Add(await SaveNothingAsync(without));
                timeWith.Add(await SaveNothingAsync(with.Shop));
            }
            return Math.Round(Median(timeWith.Skip(10)) - Median(timeWithout.Skip(10)), 3);
        }

        static async Task<double> SaveNothingAsync(ShopContext context)
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(0, await context.SaveChangesAsync());
            return clock.Elapsed.TotalMilliseconds;
        }
    }

    private async Task<Rate> RateAsync(string point)
    {
        await using var mail = await MailServer.StartAsync();
        await using var broker = await Broker.CreateAsync(servers);
        await using var shop = await TestShop.CreateAsync(servers, Program.Handlers(point), mail: mail.Address);
        mail.Delay = TimeSpan.FromMilliseconds(MailMs);
        using var stop = new CancellationTokenSource();
        var background = point is "Outbox"
            ? Task.WhenAll(RelayAsync(), broker.RunMailerAsync(shop, mail, stop.Token))
            : Task.CompletedTask;
        await shop.Orders.PlaceAsync(Given.AnOrder()); // warm-up
        var (clock, times) = (Stopwatch.StartNew(), new List<double>());
        var mailsBefore = mail.Sent.Length;

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < Duration)
            {
                var start = clock.Elapsed;
                await shop.Orders.PlaceAsync(Given.AnOrder());
                lock (times)
                    times.Add((clock.Elapsed - start).TotalMilliseconds);
            }
        })));
        var (seconds, mails) = (clock.Elapsed.TotalSeconds, mail.Sent.Length - mailsBefore);

        await stop.CancelAsync();
        mail.Delay = TimeSpan.Zero;
        await background.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(times.Count + 1, await shop.CountAsync("orders"));
        return new Rate(Math.Round(times.Count / seconds, 1), Math.Round(Median(times), 1),
            Math.Round(mails / seconds, 1));

        async Task RelayAsync()
        {
            while (!stop.IsCancellationRequested)
                if (await broker.Relay(shop).RunOnceAsync() == 0)
                    await Task.Delay(20);
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
