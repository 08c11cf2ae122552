using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Results = Offprint.Servers.Results;

namespace Shop.Tests;

/// <summary>Limits of four kinds, and how to tell them from a client that left.</summary>
[Collection(RealPostgres.Name)]
public sealed class TimeoutTests(Postgres postgres)
{
    [Fact]
    public async Task A_request_timeout_answers_504_and_the_query_is_gone()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync(
            $"{database.Connection};Command Timeout=0", settings: "Limits:Report=00:00:01");
        using var browser = await shop.GetAsync("/report");

        Assert.Equal(504, await browser.StatusAsync());
        await database.UntilGoneAsync();
        Assert.Equal(504, await shop.RecordedAsync());
    }

    [Fact]
    public async Task A_request_timeout_does_nothing_to_an_endpoint_that_ignores_its_token()
    {
        await using var database = await Database.CreateAsync(postgres.Server, seconds: 4);
        await using var shop = await ShopHost.StartAsync(
            database.Connection, settings: "Limits:Report=00:00:01");
        using var browser = await shop.GetAsync("/deaf/report/limited");
        await Task.Delay(2_000);

        Assert.Equal(1, await database.ActiveAsync());
        Assert.Equal(200, await browser.StatusAsync());
    }

    [Fact]
    public async Task With_the_exception_handler_inside_a_timeout_is_recorded_as_a_client_that_left()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync(
            database.Connection, settings: ["Limits:Report=00:00:01", "HandlerInside=true"]);
        using var browser = await shop.GetAsync("/report");

        Assert.Equal(499, await browser.StatusAsync());
        Assert.Equal(499, await shop.RecordedAsync());
    }

    [Fact]
    public async Task A_command_timeout_cancels_the_query_and_is_no_cancellation_exception()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var source = NpgsqlDataSource.Create($"{database.Connection};Command Timeout=1");
        await using var command = source.CreateCommand("SELECT sum(amount) FROM sale");

        var failure = await Assert.ThrowsAsync<NpgsqlException>(() => command.ExecuteReaderAsync());

        Assert.IsType<TimeoutException>(failure.InnerException);
        await database.UntilGoneAsync();
    }

    [Fact]
    public async Task EF_Core_takes_a_command_timeout_for_a_transient_failure()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var db = Open($"{database.Connection};Command Timeout=1");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => db.Sales.SumAsync(s => s.Amount));

        // EF Core wraps it, "likely due to a transient failure", or passes it on.
        var timeout = Assert.IsType<NpgsqlException>(failure as NpgsqlException ?? failure.InnerException);
        Assert.IsType<TimeoutException>(timeout.InnerException);
        Assert.True(timeout.IsTransient);
    }

    [Fact]
    public async Task A_command_timeout_answers_504_and_is_logged_as_an_error()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync($"{database.Connection};Command Timeout=1");
        using var browser = await shop.GetAsync("/report");

        Assert.Equal(504, await browser.StatusAsync());
        Assert.Contains(shop.Log, line => line.StartsWith("Error") && line.Contains("CommandError"));
        Assert.Contains(shop.Log, line => line.StartsWith("Warning") && line.Contains("Out of time"));
    }

    [Fact]
    public async Task A_statement_timeout_has_the_SQLSTATE_of_a_cancellation()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        var connection = $"{database.Connection};Options=-c statement_timeout=1000";
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("SELECT sum(amount) FROM sale");

        var failure = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteReaderAsync());

        Assert.Equal("57014", failure.SqlState);
        Assert.Contains("statement timeout", failure.MessageText);
        await using var shop = await ShopHost.StartAsync(connection);
        using var browser = await shop.GetAsync("/report");
        Assert.Equal(504, await browser.StatusAsync());
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(3, 4)]
    public async Task Retries_on_failure_run_a_query_that_timed_out_again_and_again(
        int? retries, long attempts)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await database.RunAsync("CREATE SEQUENCE attempt");
        await using var db = Open($"{database.Connection};Command Timeout=1", retries);

        await Assert.ThrowsAnyAsync<Exception>(() => db.Database
            .SqlQuery<long>($"SELECT nextval('attempt') AS \"Value\" FROM pg_sleep(0) UNION ALL SELECT 1 FROM pg_sleep(60)")
            .ToListAsync());

        Assert.Equal(attempts, await database.ReadAsync<long>("SELECT last_value FROM attempt"));
    }

    [Fact]
    public async Task A_canceled_query_is_not_retried()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await database.RunAsync("CREATE SEQUENCE attempt");
        await using var db = Open(database.Connection, retries: 3);
        using var cancel = new CancellationTokenSource();
        var running = db.Database
            .SqlQuery<long>($"SELECT nextval('attempt') AS \"Value\" FROM pg_sleep(0) UNION ALL SELECT 1 FROM pg_sleep(60)")
            .ToListAsync(cancel.Token);
        await database.UntilSlowAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(1, await database.ReadAsync<long>("SELECT last_value FROM attempt"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_timeout_feature_tells_an_endpoint_whether_it_was_the_clock(bool clientLeaves)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var byClock = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddRequestTimeouts();
        await using var app = builder.Build();
        app.UseRequestTimeouts();
        app.MapGet("/wait", async (HttpContext http, CancellationToken cancellation) =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                byClock.SetResult(http.Features.GetRequiredFeature<IHttpRequestTimeoutFeature>()
                    .RequestTimeoutToken.IsCancellationRequested);
                throw;
            }
        }).WithRequestTimeout(TimeSpan.FromSeconds(clientLeaves ? 60 : 1));
        await app.StartAsync();
        using var browser = await Browser.GetAsync(new Uri(app.Urls.Single()), "/wait");
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        if (clientLeaves)
            browser.Close();

        Assert.Equal(!clientLeaves, await byClock.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task The_dashboards_own_limit_leaves_the_report_out_and_ends_its_query()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync(database.Connection);
        using var browser = await shop.GetAsync("/dashboard");

        Assert.Equal(200, await browser.StatusAsync());
        await database.UntilGoneAsync();
        Assert.Contains(shop.Log, line => line.StartsWith("Warning") && line.Contains("left out"));
    }

    [Fact]
    public async Task A_client_that_leaves_the_dashboard_ends_the_query_and_is_no_timeout()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync(
            database.Connection, settings: "Limits:DashboardReport=00:01:00");
        using var browser = await shop.GetAsync("/dashboard");
        await database.UntilSlowAsync();

        browser.Close();

        Assert.Equal(499, await shop.RecordedAsync());
        await database.UntilGoneAsync();
        Assert.DoesNotContain(shop.Log, line => line.Contains("left out"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_token_in_the_exception_does_not_say_who_canceled(bool clientLeaves)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var db = Open(database.Connection);
        using var request = new CancellationTokenSource();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(request.Token);
        var running = db.Sales.SumAsync(s => s.Amount, limit.Token);
        await database.UntilSlowAsync();
        if (clientLeaves)
            await request.CancelAsync();
        else
            limit.CancelAfter(TimeSpan.FromMilliseconds(1));

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal(limit.Token, canceled.CancellationToken);
        Assert.Equal(clientLeaves, request.IsCancellationRequested);
    }

    [Fact]
    public void A_linked_source_that_is_not_disposed_lives_as_long_as_its_parent()
    {
        const int calls = 10_000;
        using var parent = new CancellationTokenSource();
        var left = Link(parent.Token, dispose: false);
        var disposed = Link(parent.Token, dispose: true);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        var (alive, gone) = (left.Count(source => source.IsAlive), disposed.Count(source => source.IsAlive));
        Results.Write("linked.json", new { calls, AliveUndisposed = alive, AliveDisposed = gone });
        Assert.Equal(calls, alive);
        Assert.InRange(gone, 0, 10);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static List<WeakReference> Link(CancellationToken token, bool dispose)
        {
            var sources = new List<WeakReference>();
            for (var call = 0; call < calls; call++)
            {
                var source = CancellationTokenSource.CreateLinkedTokenSource(token);
                sources.Add(new WeakReference(source));
                if (dispose)
                    source.Dispose();
            }
            return sources;
        }
    }

    private static ShopContext Open(string connection, int? retries = null) =>
        new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(connection, npgsql =>
        {
            if (retries is { } count)
                npgsql.EnableRetryOnFailure(count);
        }).Options);
}
