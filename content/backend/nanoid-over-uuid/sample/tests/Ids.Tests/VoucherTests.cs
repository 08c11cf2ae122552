using Npgsql;

namespace Ids.Tests;

[Collection(DatabaseTests.Name)]
public sealed class VoucherTests(Database server)
{
    [Fact]
    public async Task Codes_that_collide_all_the_time_still_end_up_unique()
    {
        await using var database = await CreateAsync();
        var drawn = 0;
        var codes = new NanoId("0123456789", 2, bytes =>
        {
            Interlocked.Increment(ref drawn);
            System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
        });
        var vouchers = new Vouchers(database, codes);

        // Sixty of the hundred codes there are, over parallel connections.
        var given = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => vouchers.AddAsync(10, attempts: 200)));

        Assert.Equal(60, given.Distinct().Count());
        Assert.Equal(60, await database.ScalarAsync<long>("SELECT count(*) FROM vouchers"));
        Assert.True(drawn > 60, "no code was drawn twice, so nothing was shown");
    }

    [Fact]
    public async Task It_gives_up_when_the_codes_run_out()
    {
        await using var database = await CreateAsync();
        var vouchers = new Vouchers(database, new NanoId("ab", 1));
        await vouchers.AddAsync(1, attempts: 200);
        await vouchers.AddAsync(1, attempts: 200);

        await Assert.ThrowsAsync<InvalidOperationException>(() => vouchers.AddAsync(1));
    }

    private async Task<NpgsqlDataSource> CreateAsync()
    {
        var database = NpgsqlDataSource.Create(await server.CreateAsync());
        await database.ExecuteAsync(
            """CREATE TABLE vouchers (code text COLLATE "C" PRIMARY KEY, amount numeric NOT NULL)""");
        return database;
    }
}
