using System.Collections.Immutable;
using Npgsql;

namespace Bestsellers;

/// <summary>The expensive part: it adds up all order lines of a category.</summary>
public sealed class BestsellerQuery(NpgsqlDataSource database)
{
    private const string Sql = """
        SELECT p.id, p.title, p.price, sum(l.quantity) AS sold
        FROM order_line l JOIN product p ON p.id = l.product
        WHERE p.category = $1
        GROUP BY p.id
        ORDER BY sold DESC, p.id
        LIMIT 20
        """;

    public async ValueTask<BestsellerList> RunAsync(int category, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = category });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var items = ImmutableArray.CreateBuilder<Bestseller>(20);
        while (await reader.ReadAsync(cancellation))
            items.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetDecimal(2), reader.GetInt64(3)));
        return new(category, items.ToImmutable());
    }
}
