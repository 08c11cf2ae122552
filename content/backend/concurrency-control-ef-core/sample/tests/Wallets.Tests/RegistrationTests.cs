using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wallets.Optimistic;
using Wallets.Pessimistic;

namespace Wallets.Tests;

[Collection(RealPostgres.Name)]
public sealed class RegistrationTests(Postgres postgres)
{
    [Fact]
    public async Task Registered_as_shown_payments_transfers_and_closing_work()
    {
        var database = await postgres.CreateAsync(options => new XminContext(options));
        await database.AddAsync(wallets: 2, 100);
        await using var services = new ServiceCollection()
            .AddWallets(database.Connection).BuildServiceProvider();

        await services.GetRequiredService<IPayments>().PayAsync(6, 20);
        await services.GetRequiredService<Transfers>().TransferAsync(2, 1, 30);
        var closed = await services.GetRequiredService<Closing>().CloseLockedAsync(1, 2);

        Assert.Equal((30, 70), (await database.BalanceAsync(1), await database.BalanceAsync(2)));
        Assert.True(closed);
    }

    [Fact]
    public async Task Registered_as_shown_a_wait_for_a_lock_ends()
    {
        var database = await postgres.CreateAsync(options => new XminContext(options));
        await using var services = new ServiceCollection()
            .AddWallets(database.Connection).BuildServiceProvider();
        await using var context = services.GetRequiredService<Func<XminContext>>()();

        Assert.Equal("5s", await context.Database
            .SqlQuery<string>($"SELECT current_setting('lock_timeout') AS \"Value\"").SingleAsync());
    }
}
