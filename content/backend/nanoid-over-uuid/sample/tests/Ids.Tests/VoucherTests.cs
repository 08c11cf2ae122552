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
            // 00, 00, 01, 01, 02, …: every code is drawn twice.
            var number = (Interlocked.Increment(ref drawn) - 1) / 2;
            (bytes[0], bytes[1]) = ((byte)(number / 10), (byte)(number % 10));
        });
        var vouchers = new Vouchers(database, codes);

        var given = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(_ => vouchers.AddAsync(10, attempts: 200)));

        string[] all = [.. Enumerable.Range(0, 60).Select(number => $"{number:00}")];
        Assert.Equal(all, given.Order());
        Assert.Equal(string.Join(' ', all), await database.ScalarAsync<string>(
            "SELECT string_agg(code, ' ' ORDER BY code) FROM vouchers"));
        Assert.InRange(drawn, 119, 120); // the last one perhaps only once
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
