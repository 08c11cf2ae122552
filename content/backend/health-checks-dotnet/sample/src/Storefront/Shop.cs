using Npgsql;

namespace Storefront;

public static class Shop
{
    public const string Schema = """
        CREATE TABLE product (id integer PRIMARY KEY, name text NOT NULL);
        CREATE TABLE customer_order (
            id uuid PRIMARY KEY,
            product_id integer NOT NULL REFERENCES product,
            at timestamptz NOT NULL DEFAULT now());
        """;

    public static void MapShop(this IEndpointRouteBuilder app)
    {
        app.MapGet("/products/{id:int}", (int id, Catalog catalog) =>
            !catalog.IsLoaded ? Unavailable("The catalog is not loaded yet")
            : catalog.Find(id) is { } product ? Results.Ok(product)
            : Results.NotFound());

        #region order
        app.MapPost("/orders/{product:int}", async (
            int product, NpgsqlDataSource database, ILogger<Program> log, CancellationToken cancellation) =>
        {
            try
            {
                await using var insert = database.CreateCommand(
                    "INSERT INTO customer_order (id, product_id) VALUES ($1, $2)");
                insert.Parameters.Add(new() { Value = Guid.CreateVersion7() });
                insert.Parameters.Add(new() { Value = product });
                await insert.ExecuteNonQueryAsync(cancellation);
                return Results.StatusCode(StatusCodes.Status201Created);
            }
            catch (NpgsqlException e)
            {
                log.LogError(e, "An order of product {Product} failed", product);
                return Unavailable("Orders are not possible right now");
            }
        });
        #endregion

        // A request that takes as long as it is told to, in the database.
        app.MapGet("/reports", async (double seconds, NpgsqlDataSource database, CancellationToken cancellation) =>
        {
            await using var report = database.CreateCommand("SELECT pg_sleep($1)");
            report.Parameters.Add(new() { Value = seconds });
            await report.ExecuteNonQueryAsync(cancellation);
            return Results.Ok(seconds);
        });
    }

    private static IResult Unavailable(string title) =>
        Results.Problem(title: title, statusCode: StatusCodes.Status503ServiceUnavailable);
}
