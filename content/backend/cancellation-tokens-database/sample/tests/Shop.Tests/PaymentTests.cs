namespace Shop.Tests;

/// <summary>What must not be canceled, and what happens when it is.</summary>
[Collection(RealPostgres.Name)]
public sealed class PaymentTests(Postgres postgres)
{
    [Fact]
    public async Task With_the_token_in_the_charge_a_client_that_leaves_has_paid_for_an_unpaid_order()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await StartAsync(database, provider);
        using var browser = await shop.PostAsync("/hasty/orders/1/payment");
        await provider.UntilAskedAsync();

        browser.Close();
        Assert.Equal(499, await shop.RecordedAsync());
        provider.Answer();

        Assert.Single(provider.Calls);
        Assert.Equal("New", await database.StatusAsync(1));
        Assert.Equal(0, await database.CountAsync("outbox"));
        Assert.DoesNotContain(shop.Log, line => line.StartsWith("Error"));
    }

    [Fact]
    public async Task With_the_token_in_the_outbox_write_the_order_is_paid_and_nobody_hears_of_it()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        provider.Answer();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var door = await database.CloseDoorAsync("outbox");
        await using var shop = await StartAsync(database, provider);
        using var browser = await shop.PostAsync("/hasty/orders/1/payment");
        await UntilAtTheDoorAsync(database);

        browser.Close();
        Assert.Equal(499, await shop.RecordedAsync());
        await Database.OpenDoorAsync(door);

        Assert.Equal("Paid", await database.StatusAsync(1));
        Assert.Equal(0, await database.CountAsync("outbox"));
    }

    [Fact]
    public async Task A_client_that_leaves_during_the_charge_has_a_paid_order_and_a_message()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await StartAsync(database, provider);
        using var browser = await shop.PostAsync("/orders/1/payment");
        await provider.UntilAskedAsync();

        browser.Close();
        await Task.Delay(300);
        provider.Answer();
        await shop.RecordedAsync();

        Assert.Equal("Paid", await database.StatusAsync(1));
        Assert.Equal(1, await database.CountAsync("outbox"));
        Assert.Equal(1, Assert.Single(provider.Calls).Value);
    }

    [Fact]
    public async Task A_client_that_leaves_during_the_save_changes_nothing_either()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        provider.Answer();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var door = await database.CloseDoorAsync("outbox");
        await using var shop = await StartAsync(database, provider);
        using var browser = await shop.PostAsync("/orders/1/payment");
        await UntilAtTheDoorAsync(database);

        browser.Close();
        await Task.Delay(300);
        await Database.OpenDoorAsync(door);
        await shop.RecordedAsync();

        Assert.Equal("Paid", await database.StatusAsync(1));
        Assert.Equal(1, await database.CountAsync("outbox"));
    }

    [Fact]
    public async Task A_client_that_leaves_before_the_point_of_no_return_is_not_charged()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        provider.Answer();
        await using var database = await Database.CreateAsync(postgres.Server);
        await database.RunAsync("""
            CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE UPDATE ON customer_order FOR EACH ROW EXECUTE FUNCTION slow();
            """);
        await using var shop = await StartAsync(database, provider);
        using var browser = await shop.PostAsync("/orders/1/payment");
        await database.UntilSlowAsync();

        browser.Close();
        Assert.Equal(499, await shop.RecordedAsync());

        await database.UntilGoneAsync();
        Assert.Empty(provider.Calls);
        Assert.Equal("New", await database.StatusAsync(1));
    }

    [Fact]
    public async Task A_provider_that_hangs_is_given_up_and_asking_again_charges_once()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await StartAsync(database, provider, "Limits:Charge=00:00:01");
        using (var first = await shop.PostAsync("/orders/1/payment"))
            Assert.Equal(504, await first.StatusAsync());
        Assert.Equal("Charging", await database.StatusAsync(1));
        Assert.Contains(shop.Log, line => line.StartsWith("Error") && line.Contains("may have been charged"));

        provider.Answer();
        using (var second = await shop.PostAsync("/orders/1/payment"))
            Assert.Equal(204, await second.StatusAsync());
        using (var third = await shop.PostAsync("/orders/1/payment"))
            Assert.Equal(204, await third.StatusAsync());

        Assert.Equal(2, Assert.Single(provider.Calls).Value);
        Assert.Equal("Paid", await database.StatusAsync(1));
        Assert.Equal(1, await database.CountAsync("outbox"));
    }

    [Fact]
    public async Task Of_two_payments_at_the_same_time_one_writes_the_message()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await StartAsync(database, provider);
        using var first = await shop.PostAsync("/orders/1/payment");
        await provider.UntilAskedAsync();
        using var second = await shop.PostAsync("/orders/1/payment");
        await provider.UntilAskedAsync(2);

        provider.Answer();
        int?[] answers = [await first.StatusAsync(), await second.StatusAsync()];

        Assert.Equal([204, 409], answers.Order());
        Assert.Equal("Paid", await database.StatusAsync(1));
        Assert.Equal(1, await database.CountAsync("outbox"));
    }

    [Fact]
    public async Task A_shutdown_waits_for_a_payment_whose_client_has_gone()
    {
        await using var provider = await ProviderStandIn.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await StartAsync(database, provider);
        using var browser = await shop.PostAsync("/orders/1/payment");
        await provider.UntilAskedAsync();
        browser.Close();
        await Task.Delay(300);

        var stopping = shop.StopAsync();
        await Task.Delay(300);
        Assert.False(stopping.IsCompleted);
        provider.Answer();
        await stopping;

        Assert.Equal("Paid", await database.StatusAsync(1));
        Assert.Equal(1, await database.CountAsync("outbox"));
    }

    [Theory]
    [InlineData("/hasty/export", 409)]
    [InlineData("/export", 200)]
    public async Task A_cleanup_with_the_requests_token_never_runs_and_locks_the_next_user_out(
        string path, int next)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var shop = await ShopHost.StartAsync(database.Connection);
        using (var browser = await shop.PostAsync(path))
        {
            await database.UntilSlowAsync();
            browser.Close();
        }
        Assert.Equal(499, await shop.RecordedAsync());
        await database.RunAsync("DELETE FROM sale_row");

        using var other = await shop.PostAsync(path);

        Assert.Equal(next, await other.StatusAsync());
    }

    private static Task<ShopHost> StartAsync(
        Database database, ProviderStandIn provider, params string[] settings) =>
        ShopHost.StartAsync(database.Connection, settings: [$"Payments={provider.Address}", .. settings]);

    private static Task UntilAtTheDoorAsync(Database database) =>
        Until.TrueAsync("the outbox row is being written", async () => 1 == await database.ReadAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()"));
}
