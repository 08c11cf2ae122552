using System.Net;
using Receipts.InProcess;

namespace Receipts.Tests;

/// <summary>The queue in memory: what it does when it is full, fails, or has to stop.</summary>
[Collection(RealPostgres.Name)]
public sealed class ChannelTests(Postgres postgres)
{
    [Fact]
    public async Task A_full_queue_says_so_instead_of_growing()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Hold();
        await using var app = await App.StartAsync(database.Connection, mails,
            "Mode=draining", "Worker:Parallel=1", "Worker:Capacity=10");

        var answers = new List<HttpResponseMessage>();
        for (var order = 1; order <= 30; order++)
            answers.Add(await app.Http.PostAsync($"orders/{order}", null));

        var refused = answers.Where(a => a.StatusCode != HttpStatusCode.Accepted).ToArray();
        // Ten wait; one or two more are with the worker, which reads one ahead.
        Assert.InRange(answers.Count - refused.Length, 10, 12);
        Assert.All(refused, answer =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        });
    }

    [Fact]
    public async Task A_writer_that_waits_goes_at_the_pace_of_the_reader()
    {
        var queue = new WorkQueue(capacity: 3);
        for (var order = 1; order <= 3; order++)
            await queue.AddAsync(order);

        var fourth = queue.AddAsync(4).AsTask();
        Assert.False(fourth.IsCompleted);
        await using var orders = queue.ReadAllAsync().GetAsyncEnumerator();
        await orders.MoveNextAsync();
        await fourth.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(3, queue.Count);
    }

    [Fact]
    public async Task An_order_that_fails_does_not_take_the_worker_with_it()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Refused[2] = 500;
        await using var app = await App.StartAsync(database.Connection, mails, "Mode=draining");

        for (var order = 1; order <= 4; order++)
            await app.Http.PostAsync($"orders/{order}", null);

        await Until.TrueAsync("the others have receipts", async () =>
            (await database.ReceiptsAsync()).SequenceEqual([1, 3, 4]));
        Assert.False(app.HasExited, app.Log);
        Assert.Contains("no receipt for order 2", app.Log);
    }

    [Fact]
    public async Task An_order_that_fails_ends_the_hasty_worker_and_its_host()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Refused[1] = 500;
        await using var app = await App.StartAsync(database.Connection, mails, "Mode=hasty");

        await app.Http.PostAsync("orders/1", null);

        await app.ExitAsync();
        Assert.Contains("Response status code does not indicate success: 500", app.Log);
    }

    [Fact]
    public async Task Draining_ends_with_the_hosts_patience_and_says_what_it_leaves()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Hold();
        await using var app = await App.StartAsync(database.Connection, mails,
            "Mode=draining", "Worker:Parallel=1", "ShutdownTimeoutSeconds=1");
        for (var order = 1; order <= 20; order++)
            await app.Http.PostAsync($"orders/{order}", null);

        app.Terminate();

        Assert.Equal(0, await app.ExitAsync());
        Assert.Matches(@"1\d orders go without a receipt", app.Log);
    }
}
