using Npgsql;
using Upstream;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

// Four connections, and a price takes 40 ms of one: at most a hundred prices a second.
builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(
    builder.Configuration.GetConnectionString("Upstream")
        ?? throw new InvalidOperationException("ConnectionStrings:Upstream is missing"))
{
    MaxPoolSize = 4,
    Timeout = 10,
}));
builder.Services.AddSingleton<Counts>();
var app = builder.Build();
// Unless configured: no limit, and nobody notices that a client has gone. Many services are like that.
var longestWait = app.Configuration.GetValue("LongestWait", Timeout.InfiniteTimeSpan);
var cancelWithClient = app.Configuration.GetValue("CancelWithClient", false);

#region price
app.MapGet("/prices/{id:int}", async (
    int id, NpgsqlDataSource database, Counts counts, HttpContext context) =>
{
    counts.Received();
    var client = cancelWithClient ? context.RequestAborted : CancellationToken.None;
    using var patience = CancellationTokenSource.CreateLinkedTokenSource(client);
    patience.CancelAfter(longestWait);
    NpgsqlConnection connection;
    try
    {
        connection = await database.OpenConnectionAsync(patience.Token);
    }
    catch (OperationCanceledException) when (!client.IsCancellationRequested)
    {
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
    await using (connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT amount, pg_sleep(0.04) FROM price WHERE id = $1", connection);
        command.Parameters.Add(new() { Value = id });
        var amount = (decimal)(await command.ExecuteScalarAsync(client))!;
        counts.Done(abandoned: context.RequestAborted.IsCancellationRequested);
        return Results.Ok(new { id, amount });
    }
});
#endregion

app.MapPost("/payments", async (
    Payment payment, HttpRequest request, NpgsqlDataSource database, Counts counts) =>
{
    counts.Received();
    // Without a key every request is a payment of its own. With one, the unique constraint sees
    // the second; a complete implementation also stores a hash of the request and the response.
    string? key = request.Headers["Idempotency-Key"];
    await using var command = database.CreateCommand("""
        INSERT INTO payment (key, amount) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING
        """);
    command.Parameters.Add(new() { Value = (object?)key ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
    command.Parameters.Add(new() { Value = payment.Amount });
    await command.ExecuteNonQueryAsync();
    counts.Done(abandoned: false);
    return Results.StatusCode(StatusCodes.Status201Created);
});

app.MapGet("/counts", (Counts counts) => counts.Read());

app.Run();
