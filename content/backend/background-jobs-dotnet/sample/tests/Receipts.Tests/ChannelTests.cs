using System.Net;
using System.Threading.Channels;
using Receipts.InProcess;

namespace Receipts.Tests;

/// <summary>The queue in memory: what it does when it is full, fails, or has to stop.</summary>
[Collection(RealPostgres.Name)]
public sealed class ChannelTests(Postgres postgres)
{
    [Fact]
    public async Task A_full_queue_rejects_with_503_and_Retry_After()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Hang();
        await using var app = await App.StartAsync(database.Connection, mails,
            "Mode=draining", "Worker:Parallel=1", "Worker:Capacity=10");

        var responses = new List<HttpResponseMessage>();
        for (var order = 1; order <= 30; order++)
            responses.Add(await app.Http.PostAsync($"orders/{order}", null));

        var rejected = responses.Where(r => r.StatusCode != HttpStatusCode.Accepted).ToArray();
        // Ten wait and one is with the worker, unless it was slower than the first eleven requests.
        Assert.InRange(responses.Count - rejected.Length, 10, 11);
        Assert.All(rejected, response =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        });
    }

    [Fact]
    public async Task A_writer_that_waits_goes_at_the_pace_of_the_reader()
    {
        var queue = new WorkQueue(new() { Capacity = 3 });
        for (var order = 1; order <= 3; order++)
            await queue.AddAsync(order);

        var fourth = queue.AddAsync(4).AsTask();
        Assert.False(fourth.IsCompleted);
        await using var orders = queue.ReadAllAsync().GetAsyncEnumerator();
        await orders.MoveNextAsync();
        await fourth.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(4, queue.Unfinished);
    }

    [Theory]
    [InlineData(BoundedChannelFullMode.DropOldest, new[] { 3, 4, 5 }, new[] { 1, 2 })]
    [InlineData(BoundedChannelFullMode.DropNewest, new[] { 1, 2, 5 }, new[] { 3, 4 })]
    [InlineData(BoundedChannelFullMode.DropWrite, new[] { 1, 2, 3 }, new[] { 4, 5 })]
    public void Each_drop_mode_loses_other_items_and_TryWrite_is_always_true(
        BoundedChannelFullMode mode, int[] kept, int[] dropped)
    {
        var lost = new List<int>();
        var channel = Channel.CreateBounded<int>(
            new BoundedChannelOptions(3) { FullMode = mode }, itemDropped: lost.Add);

        for (var item = 1; item <= 5; item++)
            Assert.True(channel.Writer.TryWrite(item));

        channel.Writer.Complete();
        Assert.Equal(kept, channel.Reader.ReadAllAsync().ToBlockingEnumerable());
        Assert.Equal(dropped, lost);
    }

    [Fact]
    public async Task A_failing_order_does_not_stop_the_draining_worker()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Failing[2] = true;
        await using var app = await App.StartAsync(database.Connection, mails, "Mode=draining");

        for (var order = 1; order <= 4; order++)
            await app.Http.PostAsync($"orders/{order}", null);

        await Until.TrueAsync("the others are logged", async () =>
            (await database.MailLogAsync()).SequenceEqual([1, 3, 4]));
        await Until.TrueAsync("the failure is logged", () =>
            Task.FromResult(app.Log.Contains("No receipt for order 2")));
        Assert.False(app.HasExited, app.Log);
    }

    [Fact]
    public async Task A_failing_order_stops_the_naive_worker_and_its_host()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Failing[1] = true;
        await using var app = await App.StartAsync(database.Connection, mails, "Mode=hasty");

        await app.Http.PostAsync("orders/1", null);

        // A clean exit: a supervisor that restarts on failure alone leaves the shop down.
        Assert.Equal(0, await app.ExitAsync());
        Assert.Contains("Response status code does not indicate success: 500", app.Log);
    }

    [Fact]
    public async Task A_drain_that_runs_out_of_time_logs_every_order_it_drops()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        await using var app = await App.StartAsync(database.Connection, mails,
            "Mode=draining", "ShutdownTimeoutSeconds=1", "Worker:Grace=00:00:00.5");
        for (var order = 1; order <= 5; order++)
            await app.Http.PostAsync($"orders/{order}", null);
        await Until.TrueAsync("five are sent", async () =>
            (await database.MailLogAsync()).Count == 5);
        mails.Hang();
        for (var order = 6; order <= 25; order++)
            await app.Http.PostAsync($"orders/{order}", null);

        app.Terminate();

        Assert.Equal(0, await app.ExitAsync());
        // Four of the twenty were with the worker and sixteen in the channel.
        Assert.Equal(5, mails.MailsByOrder.Count);
        Assert.Contains(" 20 accepted orders have no confirmed receipt", app.Log);
    }
}
