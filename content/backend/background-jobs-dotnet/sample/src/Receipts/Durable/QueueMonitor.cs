using System.Diagnostics.Metrics;
using Npgsql;

namespace Receipts.Durable;

/// <summary>
/// Reads depth and age of the queue every few seconds. The gauges report the last reading: their
/// callbacks are synchronous and should not wait for a database.
/// </summary>
public sealed class QueueMonitor : BackgroundService
{
    public const string MeterName = "Receipts.Jobs";

    private readonly NpgsqlDataSource database;
    private readonly WorkerOptions options;
    private readonly ILogger<QueueMonitor> log;
    private Reading last = new(0, 0, 0);

    #region gauges
    public QueueMonitor(NpgsqlDataSource database, WorkerOptions options,
        IMeterFactory meters, ILogger<QueueMonitor> log)
    {
        (this.database, this.options, this.log) = (database, options, log);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("jobs.due", () => last.Due);
        meter.CreateObservableGauge("jobs.oldest_due", () => last.OldestSeconds, unit: "s");
        meter.CreateObservableGauge("jobs.dead", () => last.Dead);
    }

    private const string Query = """
        SELECT count(*) FILTER (WHERE dead_at IS NULL AND due <= now()),
            coalesce(extract(epoch FROM now() - min(due)
                FILTER (WHERE dead_at IS NULL AND due <= now())), 0)::float8,
            count(*) FILTER (WHERE dead_at IS NOT NULL)
        FROM job
        """;
    #endregion

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Monitor);
        do
        {
            try
            {
                last = await ReadAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                log.LogError(e, "The state of the job queue cannot be read");
            }
        } while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task<Reading> ReadAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Query);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new(row.GetInt64(0), row.GetDouble(1), row.GetInt64(2));
    }

    private sealed record Reading(long Due, double OldestSeconds, long Dead);
}
