using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace Shop.Tests;

public sealed class TimeoutTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task An_attempt_timeout_gives_up_one_attempt_and_the_next_succeeds()
    {
        await using var service = await FirstHangsAsync();
        using var client = Clients.Standard(service.Address, options =>
        {
            options.AttemptTimeout.Timeout = Short;
            options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(20);
        });

        using var response = await client.GetAsync("/");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(2, service.Received);
    }

    [Fact]
    public async Task A_timeout_outside_the_retry_ends_it_before_the_second_attempt()
    {
        await using var service = await FirstHangsAsync();
        using var client = Clients.Create(service.Address, builder => builder.AddResilienceHandler("total",
            pipeline => pipeline.AddTimeout(Short).AddRetry(Retry())));

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => client.GetAsync("/"));

        Assert.Equal(1, service.Received);
    }

    [Fact]
    public async Task A_timeout_inside_the_retry_alone_lets_a_request_take_four_of_them()
    {
        await using var service = await AllHangAsync();
        using var client = Clients.Create(service.Address, builder => builder.AddResilienceHandler("attempt",
            pipeline => pipeline.AddRetry(Retry()).AddTimeout(Short)));

        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => client.GetAsync("/"));

        Assert.True(clock.Elapsed >= 4 * Short - TimeSpan.FromMilliseconds(50), $"{clock.Elapsed}");
        Assert.Equal(4, service.Received);
    }

    [Fact]
    public async Task The_total_timeout_cuts_off_the_attempts_that_are_left()
    {
        await using var service = await AllHangAsync();
        using var client = Clients.Standard(service.Address, options =>
        {
            options.AttemptTimeout.Timeout = Short;
            options.TotalRequestTimeout.Timeout = 1.5 * Short;
        });

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => client.GetAsync("/"));

        Assert.Equal(2, service.Received);
    }

    [Fact]
    public async Task A_Retry_After_of_an_hour_waits_for_the_total_timeout()
    {
        await using var service = await Service.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        using var client = Clients.Standard(service.Address, options =>
        {
            options.AttemptTimeout.Timeout = Short;
            options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(1);
            options.Retry.MaxDelay = TimeSpan.FromMilliseconds(100);
        });

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => client.GetAsync("/"));

        Assert.Equal(1, service.Received);
    }

    #region body
    [Fact]
    public async Task A_body_that_stalls_is_outside_of_both_timeouts()
    {
        await using var service = await BodyStallsAsync();
        using var client = Clients.Standard(service.Address, options =>
        {
            options.AttemptTimeout.Timeout = Short;
            options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(1);
        });
        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(3));

        var failure = await Record.ExceptionAsync(() => client.GetStringAsync("/", giveUp.Token));

        // Not a TimeoutRejectedException after one second: it is the test's token that ended it.
        Assert.IsAssignableFrom<OperationCanceledException>(failure);
        Assert.True(giveUp.IsCancellationRequested);
    }
    #endregion

    [Fact]
    public async Task HttpClient_Timeout_covers_all_attempts_and_the_body()
    {
        await using var hangs = await AllHangAsync();
        await using var stalls = await BodyStallsAsync();
        foreach (var service in (Service[])[hangs, stalls])
        {
            using var client = Clients.Standard(service.Address, options => options.AttemptTimeout.Timeout = Short);
            client.Timeout = 2.5 * Short;

            var failure = await Assert.ThrowsAsync<TaskCanceledException>(() => client.GetStringAsync("/"));

            Assert.IsType<TimeoutException>(failure.InnerException);
        }
        Assert.InRange(hangs.Received, 2, 3);
        Assert.InRange(stalls.Received, 1, 3);
    }

    [Fact]
    public async Task Registered_as_shown_a_body_that_stalls_ends_after_four_seconds()
    {
        await using var service = await BodyStallsAsync();
        var services = new ServiceCollection();
        services.AddPrices(service.Address);
        await using var provider = services.BuildServiceProvider();
        var prices = provider.GetRequiredService<PricesClient>();

        var clock = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<TaskCanceledException>(
            () => prices.GetAsync(1, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(3.9), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task Timeouts_that_contradict_each_other_are_rejected_before_anything_is_sent()
    {
        await using var service = await Service.StartAsync(200);

        await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            using var client = Clients.Standard(service.Address, options =>
                options.TotalRequestTimeout.Timeout = options.AttemptTimeout.Timeout / 2);
            await client.GetAsync("/");
        });

        Assert.Equal(0, service.Received);
    }

    private static Microsoft.Extensions.Http.Resilience.HttpRetryStrategyOptions Retry() =>
        new() { MaxRetryAttempts = 3, Delay = TimeSpan.FromMilliseconds(1) };

    private static Task<Service> FirstHangsAsync() => Service.StartAsync(
        (context, number) => number == 1 ? HangAsync(context) : Task.CompletedTask);

    private static Task<Service> AllHangAsync() => Service.StartAsync((context, _) => HangAsync(context));

    /// <summary>Five bytes of ten.</summary>
    private static Task<Service> BodyStallsAsync() => Service.StartAsync(async (context, _) =>
    {
        context.Response.ContentLength = 10;
        await context.Response.WriteAsync("half ");
        await context.Response.Body.FlushAsync();
        await HangAsync(context);
    });

    /// <summary>Until the client has gone.</summary>
    private static async Task HangAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
    }
}
