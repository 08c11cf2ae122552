namespace Catalog.Tests;

/// <summary>What two steps that are not one step do to each other.</summary>
[Collection(RealServers.Name)]
public sealed class RaceTests(Fixture servers) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = Shop.Minute;

    private Shop shop = null!;
    private PausingProducts slow = null!;
    private string id = null!;

    public async Task InitializeAsync()
    {
        shop = await Shop.OpenAsync(servers);
        slow = new PausingProducts(shop.Products);
        id = await shop.AddProductAsync(price: 10);
    }

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Update_on_write_can_leave_the_older_of_two_writes()
    {
        var cache = new CacheAside(shop.Redis, slow, Minute);

        slow.AfterWrite.HoldNext();
        var first = cache.WriteThenUpdateAsync(id, 20);
        await slow.AfterWrite.ReachedAsync();
        await cache.WriteThenUpdateAsync(id, 30);
        slow.AfterWrite.Release();
        await first;

        Assert.Equal(30, (await shop.Products.ReadAsync(id))!.Price);
        Assert.Equal(20, (await cache.GetAsync(id))!.Price);
    }

    [Fact]
    public async Task Delete_on_write_does_not_mind_the_order_of_two_writes()
    {
        var cache = new CacheAside(shop.Redis, slow, Minute);
        Assert.Equal(10, (await cache.GetAsync(id))!.Price);

        slow.AfterWrite.HoldNext();
        var first = cache.WriteThenDeleteAsync(id, 20);
        await slow.AfterWrite.ReachedAsync();
        await cache.WriteThenDeleteAsync(id, 30);
        slow.AfterWrite.Release();
        await first;

        Assert.Equal(30, (await cache.GetAsync(id))!.Price);
    }

    [Fact]
    public async Task Delete_on_write_lets_a_slow_reader_put_the_old_value_back()
    {
        var cache = new CacheAside(shop.Redis, slow, life: Minute);

        slow.AfterRead.HoldNext();
        var reader = cache.GetAsync(id);
        await slow.AfterRead.ReachedAsync();
        await cache.WriteThenDeleteAsync(id, 20);
        slow.AfterRead.Release();
        await reader;

        Assert.Equal(20, (await shop.Products.ReadAsync(id))!.Price);
        Assert.Equal(10, (await cache.GetAsync(id))!.Price);
    }

    [Fact]
    public async Task A_version_floor_refuses_the_slow_reader()
    {
        var node = await shop.StartNodeAsync(slow);
        var other = await shop.StartNodeAsync();

        slow.AfterRead.HoldNext();
        var reader = node.Catalog.GetAsync(id);
        await slow.AfterRead.ReachedAsync();
        await shop.Writer.SetPriceAsync(id, 20);
        slow.AfterRead.Release();
        await reader;

        Assert.Null(await shop.Shared.TryGetAsync(id));
        Assert.Equal(20, await other.PriceAsync(id));
        await Eventually.TrueAsync(async () => await node.PriceAsync(id) == 20, "20");
        Assert.Equal(20, (await shop.Shared.TryGetAsync(id))!.Price);
    }

    [Fact]
    public async Task A_floor_that_ends_before_the_reader_does_refuses_nothing()
    {
        var shared = shop.NewShared(Minute, floorLife: TimeSpan.FromMilliseconds(50));
        var read = (await shop.Products.ReadAsync(id))!;

        await shop.Products.SetPriceAsync(id, 20);
        await shop.NewRelay(shared).RunOnceAsync();
        await Task.Delay(200);

        Assert.True(await shared.TryFillAsync(read));
        Assert.Equal(10, (await shared.TryGetAsync(id))!.Price);
    }

    [Fact]
    public async Task A_lease_refuses_the_slow_reader()
    {
        var cache = new LeasedCache(shop.Redis, slow, Minute, leaseLife: Minute);

        slow.AfterRead.HoldNext();
        var reader = cache.GetAsync(id);
        await slow.AfterRead.ReachedAsync();
        await shop.Products.SetPriceAsync(id, 20);
        await cache.InvalidateAsync(id);
        slow.AfterRead.Release();
        await reader;

        Assert.Equal(20, (await cache.GetAsync(id))!.Price);
    }

    [Fact]
    public async Task A_lease_believes_a_replica_that_lags_behind()
    {
        var before = (await shop.Products.ReadAsync(id))!;
        var cache = new LeasedCache(shop.Redis, new LaggingReplica(before), Minute, Minute);

        await shop.Products.SetPriceAsync(id, 20);
        await cache.InvalidateAsync(id);
        await cache.GetAsync(id);

        Assert.Equal(10, (await cache.GetAsync(id))!.Price);
    }

    [Fact]
    public async Task A_version_floor_keeps_a_lagging_replica_out_of_both_layers()
    {
        var before = (await shop.Products.ReadAsync(id))!;
        await shop.Writer.SetPriceAsync(id, 20);
        // Started after the event, so that this node's memory has no floor of its own.
        var node = await shop.StartNodeAsync(new LaggingReplica(before));

        Assert.Equal(10, await node.PriceAsync(id));

        Assert.Null(await shop.Shared.TryGetAsync(id));
        Assert.Null(node.Memory.TryGet(id));
    }

    [Fact]
    public async Task A_deleted_product_is_gone_from_every_layer_and_stays_out()
    {
        var node = await shop.StartNodeAsync();
        await node.PriceAsync(id);
        var before = (await shop.Products.ReadAsync(id))!;

        Assert.True(await shop.Writer.DeleteAsync(id));

        await Eventually.TrueAsync(() => node.Memory.TryGet(id) is null, "memory is empty");
        Assert.Null(await node.Catalog.GetAsync(id));
        Assert.False(await shop.Shared.TryFillAsync(before));
    }

    [Fact]
    public void An_entry_may_not_expire_before_the_floor_it_carries() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => shop.NewShared(TimeSpan.FromSeconds(1), floorLife: TimeSpan.FromSeconds(30)));

    [Fact]
    public async Task A_fill_never_shortens_the_floor_under_it()
    {
        var floorLife = TimeSpan.FromSeconds(30);
        var shared = shop.NewShared(life: floorLife, floorLife);
        await shared.InvalidateAsync(new Invalidation(id, 2));
        await Task.Delay(50);
        var before = await shop.Redis.KeyTimeToLiveAsync($"product:{id}");

        await shared.TryFillAsync(new Product(id, 20, 2));

        Assert.True(await shop.Redis.KeyTimeToLiveAsync($"product:{id}") >= before);
    }

    [Fact]
    public async Task Versions_make_update_on_write_safe_too()
    {
        slow.AfterWrite.HoldNext();
        var first = slow.SetPriceAsync(id, 20, default);
        await slow.AfterWrite.ReachedAsync();
        var second = await slow.SetPriceAsync(id, 30, default);
        Assert.True(await shop.Shared.TryFillAsync(second));
        slow.AfterWrite.Release();

        Assert.False(await shop.Shared.TryFillAsync(await first));
        Assert.Equal(30, (await shop.Shared.TryGetAsync(id))!.Price);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Invalidations_and_fills_end_the_same_in_any_order(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var key = Guid.NewGuid().ToString("N");
            var memory = Shop.NewMemory(Minute);
            memory.Trust(memory.Epoch);
            foreach (var (version, fill) in ShuffledSteps(random))
            {
                var product = new Product(key, 10 * version, version);
                var stale = new Invalidation(key, version);
                if (fill)
                {
                    await shop.Shared.TryFillAsync(product);
                    memory.Fill(product, memory.Epoch);
                }
                else
                {
                    await shop.Shared.InvalidateAsync(stale);
                    memory.Invalidate(stale);
                }
            }

            foreach (var held in (Product?[])[await shop.Shared.TryGetAsync(key),
                memory.TryGet(key)])
                Assert.True(held is null or { Version: 8 }, $"{held} was kept");
            Assert.False(await shop.Shared.TryFillAsync(new Product(key, 70, 7)));
            Assert.True(await shop.Shared.TryFillAsync(new Product(key, 80, 8)));
        }
    }

    /// <summary>Fill and invalidation of versions 1 to 8, each three times, in any order.</summary>
    private static (long Version, bool Fill)[] ShuffledSteps(Random random)
    {
        (long, bool)[] steps =
        [
            .. from version in Enumerable.Range(1, 8)
               from fill in (bool[])[true, false]
               from repeat in Enumerable.Range(0, 3)
               select ((long)version, fill),
        ];
        random.Shuffle(steps);
        return steps;
    }

    private sealed class LaggingReplica(Product old) : IProducts
    {
        public Task<Product?> ReadAsync(string id, CancellationToken cancellation) =>
            Task.FromResult<Product?>(old);

        public Task<Product> SetPriceAsync(
            string id, decimal price, CancellationToken cancellation) =>
            throw new NotSupportedException("a replica does not write");
    }
}
