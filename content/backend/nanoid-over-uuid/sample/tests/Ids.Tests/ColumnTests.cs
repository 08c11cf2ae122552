using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ids.Tests;

[Collection(DatabaseTests.Name)]
public sealed class ColumnTests(Database server)
{
    [Fact]
    public async Task A_column_that_ignores_case_takes_two_ids_for_one()
    {
        await using var database = NpgsqlDataSource.Create(await server.CreateAsync());
        await database.ExecuteAsync(
            """
            CREATE COLLATION ignore_case (
                provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE TABLE careless (id text COLLATE ignore_case PRIMARY KEY);
            CREATE TABLE exact (id text COLLATE "C" PRIMARY KEY);
            """);

        const string insert = "VALUES ('V1StGXR8_Z5jdHi6B-myT'), ('v1stgxr8_z5jdhi6b-myt')";
        await database.ExecuteAsync($"INSERT INTO exact {insert}");
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => database.ExecuteAsync($"INSERT INTO careless {insert}"));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("C", true)]
    [InlineData("en-US-x-icu", false)]
    public async Task Only_collation_C_orders_ids_as_the_program_does(string collation, bool same)
    {
        await using var database = NpgsqlDataSource.Create(await server.CreateAsync());
        var generator = new NanoId(NanoId.UrlSafe, 21);
        string[] ids = [.. Enumerable.Range(0, 200).Select(_ => generator.Next())];

        await using var select = database.CreateCommand(
            $"""SELECT id FROM unnest($1) AS id ORDER BY id COLLATE "{collation}" """);
        select.Parameters.Add(new() { Value = ids });
        var ordered = (await select.ColumnAsync()).Split('\n');

        Assert.Equal(same, ordered.SequenceEqual(ids.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("text", "Index")]
    [InlineData("varchar(21)", "Index")]
    [InlineData("char(21)", "Seq Scan")]
    public async Task A_raw_text_parameter_misses_the_index_of_a_char_column(string type, string plan)
    {
        await using var database = NpgsqlDataSource.Create(await server.CreateAsync());
        await database.ExecuteAsync(
            $"""
            CREATE TABLE orders (id {type} COLLATE "C" PRIMARY KEY);
            INSERT INTO orders SELECT left(md5(n::text), 21) FROM generate_series(1, 20000) AS n;
            ANALYZE orders;
            """);

        await using var explain = database.CreateCommand(
            "EXPLAIN SELECT FROM orders WHERE id = $1");
        explain.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "c4ca4238a0b923820dcc5" });

        Assert.Contains(plan, await explain.ColumnAsync());
    }

    [Fact]
    public async Task EF_Core_sends_a_char_parameter_and_finds_that_index()
    {
        var connectionString = await server.CreateAsync();
        await using var fixedLength = new FixedLength(
            new DbContextOptionsBuilder<FixedLength>().UseNpgsql(connectionString).Options);
        await fixedLength.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE orders (id char(21) COLLATE "C" PRIMARY KEY);
            INSERT INTO orders SELECT left(md5(n::text), 21) FROM generate_series(1, 20000) AS n;
            ANALYZE orders;
            """);
        var id = "c4ca4238a0b923820dcc5";

        await fixedLength.Database.OpenConnectionAsync();
        await using var explain = (NpgsqlCommand)fixedLength.Orders
            .Where(order => order.Id == id).CreateDbCommand();
        explain.CommandText = "EXPLAIN " + explain.CommandText;

        Assert.Contains("Index Only Scan using orders_pkey", await explain.ColumnAsync());
    }

    [Fact]
    public void Npgsql_already_generates_version_7_for_guid_keys()
    {
        using var shop = new GuidKeys(
            new DbContextOptionsBuilder<GuidKeys>().UseNpgsql("Host=unused").Options);
        var order = new GuidOrder();

        shop.Add(order);

        Assert.Equal(7, order.Id.Version);
    }

    private sealed class CharOrder
    {
        public required string Id { get; init; }
    }

    private sealed class GuidOrder
    {
        public Guid Id { get; private init; }
    }

    private sealed class FixedLength(DbContextOptions<FixedLength> options) : DbContext(options)
    {
        public DbSet<CharOrder> Orders => Set<CharOrder>();

        protected override void OnModelCreating(ModelBuilder model)
        {
            var order = model.Entity<CharOrder>().ToTable("orders");
            order.Property(o => o.Id).HasColumnName("id").HasColumnType("char(21)");
        }
    }

    private sealed class GuidKeys(DbContextOptions<GuidKeys> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder model) => model.Entity<GuidOrder>();
    }
}
