using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Offprint.Servers;
using Wallets.Naive;
using Wallets.Optimistic;
using Wallets.Pessimistic;

namespace Wallets.Tests;

/// <summary>
/// Sixteen clients pay 1 each time from one, four or a thousand wallets, under every kind of
/// control. Medians of three rounds in a run that records, one round in any other. Payments a
/// second depend on what else the machine does, so they are recorded; what is lost and how many
/// attempts it takes is asserted.
/// </summary>
[Collection(RealPostgres.Name)]
public sealed class ThroughputTests(Postgres postgres)
{
    private const int Clients = 16;
    private const decimal Balance = 100_000;
    private static readonly int[] Contention = [1, 4, 1_000];
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);
    private static readonly int Rounds = Results.Wanted ? 3 : 1;

    [Fact]
    public async Task No_control_loses_money_and_on_a_hot_row_only_retries_take_several_attempts()
    {
        Dictionary<string, Func<Task<Contender>>> contenders = new()
        {
            ["unprotected"] = async () => new(
                await postgres.CreateAsync(), open => new UnprotectedPayments(open)),
            ["xmin"] = async () => new(
                await postgres.CreateAsync<WalletContext>(options => new XminContext(options)),
                open => new OptimisticPayments(open)),
            ["version"] = async () => new(
                await postgres.CreateAsync<WalletContext>(options => new VersionContext(options)),
                open => new OptimisticPayments(open)),
            ["trigger"] = async () => new(
                await postgres.CreateAsync<WalletContext>(options => new TriggerContext(options)),
                open => new OptimisticPayments(open)),
            ["forUpdate"] = async () => new(
                await postgres.CreateAsync(), open => new LockingPayments(open, RowLock.Update)),
            ["forNoKeyUpdate"] = async () => new(
                await postgres.CreateAsync(), open => new LockingPayments(open)),
            ["serializable"] = async () => new(
                await postgres.CreateAsync(), open => new SerializablePayments(open)),
            ["atomic"] = async () => new(
                await postgres.CreateAsync(), open => new AtomicPayments(open)),
        };
        var rounds = contenders.Keys.ToDictionary(name => name,
            _ => Contention.ToDictionary(wallets => wallets, _ => new List<Measured>()));

        for (var round = 0; round < Rounds; round++)
            foreach (var (name, make) in contenders)
                foreach (var wallets in Contention)
                    rounds[name][wallets].Add(await MeasureAsync(await make(), wallets));

        var medians = rounds.ToDictionary(one => one.Key, one => one.Value.ToDictionary(
            of => $"wallets{of.Key}", of => Measured.Median(of.Value)));
        Results.Write("throughput.json", new
        {
            ServerVersion = postgres.Version, Clients, Rounds,
            Seconds = Length.TotalSeconds,
            Kinds = medians,
            LockedToOptimisticHot = Ratio("forNoKeyUpdate", "xmin", 1),
            LockedToOptimisticMany = Ratio("forNoKeyUpdate", "xmin", 1_000),
            AtomicToLockedHot = Ratio("atomic", "forNoKeyUpdate", 1),
        });

        var safe = medians.Where(one => one.Key != "unprotected").SelectMany(one => one.Value.Values);
        Assert.All(safe, measured => Assert.Equal(0, measured.Lost));
        Assert.True(medians["unprotected"]["wallets1"].LostPercent > 20, "unprotected loses");
        foreach (var waiting in (string[])["forUpdate", "forNoKeyUpdate", "atomic"])
            Assert.All(medians[waiting].Values, one => Assert.Equal(1, one.AttemptsPerPayment));
        foreach (var token in (string[])["xmin", "version", "trigger"])
        {
            Assert.True(medians[token]["wallets1"].AttemptsPerPayment > 1.5, token);
            Assert.True(medians[token]["wallets1000"].AttemptsPerPayment < 1.3, token);
        }
        var serializable = medians["serializable"];
        Assert.True(serializable["wallets4"].AttemptsPerPayment
            > 1.2 * medians["xmin"]["wallets4"].AttemptsPerPayment, "conflicts between strangers");
        Assert.True(serializable["wallets1000"].AttemptsPerPayment
            < serializable["wallets4"].AttemptsPerPayment / 1.5, "fewer with an index");

        double Ratio(string one, string other, int wallets) => Math.Round(
            medians[one][$"wallets{wallets}"].PaymentsPerSecond
                / medians[other][$"wallets{wallets}"].PaymentsPerSecond, 1);
    }

    private static async Task<Measured> MeasureAsync(Contender contender, int wallets)
    {
        var database = contender.Database;
        await database.AddAsync(wallets, Balance);
        var payments = contender.Make(database.Open);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => // connections, plans
            payments.PayAsync(Guid.CreateVersion7(), 1 + client % wallets, 1)));
        var paidBefore = await database.PaidAsync();
        var takenBefore = await TakenAsync(database, wallets);

        var clock = Stopwatch.StartNew();
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client =>
            PayAsync(payments, new Random(client), wallets, clock)));
        var seconds = clock.Elapsed.TotalSeconds;

        var attempts = clients.Sum(one => one.Attempts);
        var paid = clients.Sum(one => one.Waits.Count);
        Assert.Equal(paid, await database.PaidAsync() - paidBefore);
        var lost = paid - (await TakenAsync(database, wallets) - takenBefore);
        var waits = clients.SelectMany(one => one.Waits).Order().ToList();
        return new(paid / seconds, (double)attempts / paid, waits[paid / 2],
            waits[paid * 99 / 100], clients.Sum(one => one.GaveUp), (int)lost, 100.0 * (int)lost / paid);
    }

    private static async Task<decimal> TakenAsync(Database<WalletContext> database, int wallets)
    {
        await using var context = database.Open();
        return wallets * Balance - await context.Wallets.SumAsync(w => w.Balance);
    }

    private static async Task<Client> PayAsync(
        IPayments payments, Random random, int wallets, Stopwatch clock)
    {
        var client = new Client();
        while (clock.Elapsed < Length)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                var receipt = await payments.PayAsync(
                    Guid.CreateVersion7(), 1 + random.Next(wallets), 1);
                Assert.True(receipt.Paid);
                client.Attempts += receipt.Attempts;
                client.Waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            catch (Exception e) when (e is DbUpdateConcurrencyException or RetryLimitExceededException)
            {
                client.GaveUp++;
            }
        }
        return client;
    }

    private sealed record Contender(
        Database<WalletContext> Database, Func<Func<WalletContext>, IPayments> Make);

    private sealed class Client
    {
        public int Attempts { get; set; }

        public int GaveUp { get; set; }

        public List<double> Waits { get; } = [];
    }

    private sealed record Measured(double PaymentsPerSecond, double AttemptsPerPayment,
        double MedianMs, double P99Ms, int GaveUp, int Lost, double LostPercent)
    {
        public static Measured Median(List<Measured> rounds) => new(
            Math.Round(Of(rounds, one => one.PaymentsPerSecond)),
            Math.Round(Of(rounds, one => one.AttemptsPerPayment), 1),
            Math.Round(Of(rounds, one => one.MedianMs)),
            Math.Round(Of(rounds, one => one.P99Ms)),
            rounds.Sum(one => one.GaveUp),
            rounds.Sum(one => one.Lost),
            Math.Round(Of(rounds, one => one.LostPercent)));

        private static double Of(List<Measured> rounds, Func<Measured, double> value) =>
            rounds.Select(value).Order().ElementAt(rounds.Count / 2);
    }
}
