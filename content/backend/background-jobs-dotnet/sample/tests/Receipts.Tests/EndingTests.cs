using System.Collections.Concurrent;
using System.Net;
using Offprint.Servers;

namespace Receipts.Tests;

/// <summary>
/// What becomes of orders that were answered with 202 when the process ends: the mail
/// provider has hung for a moment and recovers, and more orders are still coming in.
/// </summary>
[Collection(RealPostgres.Name)]
public sealed class EndingTests(Postgres postgres)
{
    private const int Orders = 300, Waiting = 200;

    [Fact]
    public async Task Only_the_table_loses_no_mail_at_either_end()
    {
        var ends = new Dictionary<string, End>();
        foreach (var mode in (string[])["forget", "hasty", "draining", "durable"])
            ends[mode] = new(await EndAsync(mode, kill: false), await EndAsync(mode, kill: true));

        Results.Write("endings.json", new { Orders, Waiting, ends });
        Assert.NotEqual(0, ends["forget"].Terminated.MailsMissing);
        Assert.NotEqual(0, ends["forget"].Killed.MailsMissing);
        Assert.NotEqual(0, ends["hasty"].Terminated.MailsMissing);
        Assert.NotEqual(0, ends["hasty"].Killed.MailsMissing);
        Assert.Equal(0, ends["draining"].Terminated.MailsMissing);
        Assert.Equal(0, ends["draining"].Terminated.RowsMissing);
        Assert.NotEqual(0, ends["draining"].Killed.MailsMissing);
        foreach (var durable in (Count[])[ends["durable"].Terminated, ends["durable"].Killed])
        {
            Assert.Equal(0, durable.MailsMissing);
            Assert.Equal(0, durable.RowsMissing);
            Assert.Equal(0, durable.MailsDoubled);
            Assert.Equal(0, durable.RowsDoubled);
        }
        Assert.Equal(0, ends["durable"].Terminated.CallsRepeated);
        Assert.InRange(ends["durable"].Killed.CallsRepeated, 1, 4);
    }

    private async Task<Count> EndAsync(string mode, bool kill)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        await using var app = await App.StartAsync(database.Connection, mails,
            $"Mode={mode}", "Worker:Lease=00:00:03", "Worker:TimeLimit=00:00:02.5",
            "Worker:Poll=00:00:00.1");

        mails.Hang();
        var accepted = await PostAsync(app, afterWaiting: () =>
        {
            if (kill)
                app.Kill();
            else
                app.Terminate();
            mails.Recover();
        });
        var exit = await app.ExitAsync();
        Assert.Equal(kill ? 137 : 0, exit);

        if (mode == "durable")
        {
            await using var next = await App.StartAsync(database.Connection, mails);
            await Until.TrueAsync("the queue is empty", async () => await database.JobsAsync() == 0);
        }
        await Until.TrueAsync("no mail is under way", () => Task.FromResult(mails.IsIdle));
        var rows = await database.MailLogAsync();
        return new(
            accepted.Length,
            MailsMissing: accepted.Except(mails.MailsByOrder.Keys).Count(),
            RowsMissing: accepted.Except(rows).Count(),
            MailsDoubled: mails.MailsByOrder.Values.Sum(sent => sent - 1),
            RowsDoubled: rows.Count - rows.Distinct().Count(),
            CallsRepeated: mails.CallsByKey.Values.Sum(calls => calls - 1));
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
                    using var response = await app.Http.PostAsync($"orders/{order}", null, cancellation);
                    if (response.StatusCode != HttpStatusCode.Accepted)
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

    /// <param name="Accepted">Orders answered with 202.</param>
    /// <param name="MailsMissing">Of these, the ones for which the provider sent no mail.</param>
    /// <param name="RowsMissing">Of these, the ones without a row in mail_log.</param>
    /// <param name="CallsRepeated">Calls to the provider with a key that it had seen before.</param>
    private sealed record Count(int Accepted, int MailsMissing, int RowsMissing,
        int MailsDoubled, int RowsDoubled, int CallsRepeated);
}
