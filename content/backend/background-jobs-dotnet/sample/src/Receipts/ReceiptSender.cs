using Npgsql;

namespace Receipts;

/// <summary>The work itself: a mail through a provider's HTTP API, and a row in mail_log.</summary>
public sealed class ReceiptSender(HttpClient mails, NpgsqlDataSource database)
{
    /// <summary>One after the other, for the workers that keep their queue in memory.</summary>
    public async Task SendAsync(int order, CancellationToken cancellation = default)
    {
        await MailAsync(order, $"order-{order}", cancellation);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await RecordAsync(order, connection, cancellation);
    }

    #region mail
    public async Task MailAsync(int order, string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"mails/{order}");
        request.Headers.Add("Idempotency-Key", key);
        using var response = await mails.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
    }
    #endregion

    public async Task RecordAsync(
        int order, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO mail_log (order_id) VALUES ($1)", connection);
        command.Parameters.AddWithValue(order);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
