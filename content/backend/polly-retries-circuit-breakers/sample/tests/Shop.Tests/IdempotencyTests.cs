using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly.Timeout;

namespace Shop.Tests;

/// <summary>Payments wait for a lock longer than an attempt may take. All of them commit when it is gone.</summary>
[Collection(RealPostgres.Name)]
public sealed class IdempotencyTests(Postgres postgres)
{
    [Fact]
    public async Task A_POST_that_the_standard_handler_retries_pays_four_times()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var client = Clients.Standard(app.Address, Patient);

        var failure = await PayDuringLockAsync(database, app, 4, () => client.PostAsync("payments", Payment()));

        Assert.IsType<TimeoutRejectedException>(failure);
        Assert.Equal(4, await database.PaymentsAsync());
    }

    [Fact]
    public async Task With_one_key_for_all_attempts_it_pays_once()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        var payments = new PaymentsClient(Clients.Standard(app.Address, options =>
        {
            Patient(options);
            options.Retry.Limit(new RetryBudget(ratio: 0.1, most: 10));
        }));

        await PayDuringLockAsync(database, app, 4, () => payments.PayAsync(Guid.NewGuid(), 49, CancellationToken.None));

        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task A_key_made_by_a_handler_below_the_retry_pays_four_times()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var client = Clients.Create(app.Address, builder =>
        {
            builder.AddStandardResilienceHandler(Patient);
            builder.AddHttpMessageHandler(() => new NewKey());
        });

        await PayDuringLockAsync(database, app, 4, () => client.PostAsync("payments", Payment()));

        Assert.Equal(4, await database.PaymentsAsync());
    }

    [Fact]
    public async Task A_key_made_by_a_handler_above_the_retry_pays_once()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var client = Clients.Create(app.Address, builder =>
        {
            builder.AddHttpMessageHandler(() => new NewKey());
            builder.AddStandardResilienceHandler(Patient);
        });

        await PayDuringLockAsync(database, app, 4, () => client.PostAsync("payments", Payment()));

        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task Without_retries_of_unsafe_methods_it_pays_once_and_the_caller_does_not_know()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var client = Clients.Standard(app.Address, options =>
        {
            Patient(options);
            options.Retry.DisableForUnsafeHttpMethods();
        });

        var failure = await PayDuringLockAsync(database, app, 1, () => client.PostAsync("payments", Payment()));

        Assert.IsType<TimeoutRejectedException>(failure);
        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task Limited_retries_leave_a_POST_without_a_key_alone()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        using var client = Clients.Standard(app.Address, options =>
        {
            Patient(options);
            options.Retry.Limit(new RetryBudget(ratio: 0.1, most: 10));
        });

        await PayDuringLockAsync(database, app, 1, () => client.PostAsync("payments", Payment()));

        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task Registered_as_shown_a_price_and_a_payment_arrive()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        var services = new ServiceCollection();
        services.AddPrices(app.Address);
        services.AddPayments(app.Address);
        await using var provider = services.BuildServiceProvider();

        var price = await provider.GetRequiredService<PricesClient>().GetAsync(7, CancellationToken.None);
        using var paid = await provider.GetRequiredService<PaymentsClient>()
            .PayAsync(Guid.NewGuid(), price!.Amount, CancellationToken.None);

        Assert.Equal(0.7m, price.Amount);
        Assert.Equal(201, (int)paid.StatusCode);
        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task Registered_as_shown_a_POST_without_a_key_is_sent_once()
    {
        await using var service = await Service.StartAsync(503);
        var services = new ServiceCollection();
        services.AddPayments(service.Address);
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(PaymentsClient));

        using var response = await client.PostAsync("payments", Payment());

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(1, service.Received);
    }

    private static JsonContent Payment() => JsonContent.Create(new { amount = 49 });

    private static void Patient(HttpStandardResilienceOptions options)
    {
        options.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(500);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(20);
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
    }

    /// <summary>Holds the table until the client has given up, then waits until every request has been carried out.</summary>
    private static async Task<Exception?> PayDuringLockAsync(
        Database database, App app, int attempts, Func<Task<HttpResponseMessage>> pay)
    {
        Exception? failure;
        await using (await database.LockAsync("payment"))
        {
            failure = await Record.ExceptionAsync(async () => (await pay()).Dispose());
            await Until.TrueAsync("all attempts have arrived",
                async () => (await app.CountsAsync()).Received >= attempts);
        }
        await Until.TrueAsync("all attempts are done",
            async () => await app.CountsAsync() is var counts && counts.Done == counts.Received);
        return failure;
    }

    private sealed class NewKey : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellation)
        {
            request.Headers.Remove(RetryRules.IdempotencyKey);
            request.Headers.Add(RetryRules.IdempotencyKey, $"{Guid.NewGuid()}");
            return base.SendAsync(request, cancellation);
        }
    }
}
