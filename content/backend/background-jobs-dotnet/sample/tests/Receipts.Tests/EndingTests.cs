using System.Collections.Concurrent;
using System.Net;
using Offprint.Servers;

namespace Receipts.Tests;

/// <summary>
/// What becomes of orders that were answered with 202 when the process ends: the mail
/// provider has hung for a moment and answers again, and more orders are still coming in.
/// </summary>
[Collection(RealPostgres.Name)]
public sealed class EndingTests(Postgres postgres)
{
    private const int Orders = 300, Waiting = 200;

    [Fact]
    public async Task Only_the_table_survives_every_end()
    {
        var ends = new Dictionary<string, End>();
        foreach (var mode in (string[])["forget", "hasty", "draining", "durable"])
            ends[mode] = new(await EndAsync(mode, kill: false), await EndAsync(mode, kill: true));

        Results.Write("endings.json", new { Orders, Waiting, ends });
        Assert.NotEqual(0, ends["forget"].Terminated.Lost);
        Assert.NotEqual(0, ends["hasty"].Terminated.Lost);
        Assert.Equal(0, ends["draining"].Terminated.Lost);
        Assert.NotEqual(0, ends["draining"].Killed.Lost);
        Assert.Equal(0, ends["durable"].Terminated.Lost);
        Assert.Equal(0, ends["durable"].Terminated.SentAgain);
        Assert.Equal(0, ends["durable"].Killed.Lost);
        Assert.InRange(ends["durable"].Killed.SentAgain, 1, 4);
        Assert.All(ends.Values.SelectMany(e => (Count[])[e.Terminated, e.Killed]),
            end => Assert.Equal(0, end.Doubled));
    }

    private async Task<Count> EndAsync(string mode, bool kill)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        await using var app = await App.StartAsync(
            database.Connection, mails, $"Mode={mode}", "Worker:Lease=00:00:03", "Worker:Poll=00:00:00.1");

        mails.Hold();
        var accepted = await PostAsync(app, afterWaiting: () =>
        {
            if (kill)
                app.Kill();
            else
                app.Terminate();
            mails.LetGo();
        });
        var exit = await app.ExitAsync();
        Assert.Equal(kill ? 137 : 0, exit);

        if (mode == "durable")
        {
            await using var next = await App.StartAsync(database.Connection, mails);
            await Until.TrueAsync("the queue is empty", async () => await database.JobsAsync() == 0);
        }
        var receipts = await database.ReceiptsAsync();
        return new(
            accepted.Length,
            Lost: accepted.Except(receipts).Count(),
            Doubled: receipts.Count - receipts.Distinct().Count(),
            SentAgain: mails.CallsByKey.Values.Sum(calls => calls - 1));
    }

    private static async Task<int[]> PostAsync(App app, Action afterWaiting)
    {
        var accepted = new ConcurrentBag<int>();
        var count = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Orders),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (order, cancellation) =>
            {
                try
                {
                    using var answer = await app.Http.PostAsync($"orders/{order}", null, cancellation);
                    if (answer.StatusCode != HttpStatusCode.Accepted)
                        return;
                    accepted.Add(order);
                    if (Interlocked.Increment(ref count) == Waiting)
                        afterWaiting();
                }
                catch (HttpRequestException)
                {
                    // The process is gone, and the order was not accepted.
                }
            });
        return [.. accepted];
    }

    private sealed record End(Count Terminated, Count Killed);

    /// <param name="SentAgain">Calls to the mail provider with a key that it has had before.</param>
    private sealed record Count(int Accepted, int Lost, int Doubled, int SentAgain);
}
