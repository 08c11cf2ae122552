using System.Text.Json;

namespace Payments.Idempotency;

/// <summary>A response as it goes out and as it is stored: the same bytes in both.</summary>
public sealed record Reply(int Status, string ContentType, byte[] Body, string? Location = null) : IResult
{
    public const string Documentation = "https://api.example.com/docs/idempotency";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>It answers an earlier request.</summary>
    public bool Replayed { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public static Reply Json<T>(int status, T value, string? location = null) =>
        new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, Web), location);

    public static Reply Problem(int status, string title, string type = "about:blank") =>
        new(status, "application/problem+json",
            JsonSerializer.SerializeToUtf8Bytes(new { type, title, status }, Web));

    public async Task ExecuteAsync(HttpContext http)
    {
        var response = http.Response;
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        if (Location is not null)
            response.Headers.Location = Location;
        if (Replayed)
            response.Headers["Idempotent-Replayed"] = "true";
        if (RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = $"{seconds}";
        await response.Body.WriteAsync(Body, http.RequestAborted);
    }
}

/// <summary>Ends a request with this reply, which is not stored.</summary>
public sealed class ProblemException(Reply reply) : Exception($"{reply.Status}")
{
    public Reply Reply { get; } = reply;

    #region problems
    public static ProblemException KeyMissing() => new(Reply.Problem(400,
        "Send an Idempotency-Key of 16 to 255 visible characters", Reply.Documentation));

    public static ProblemException KeyReused() => new(Reply.Problem(422,
        "This Idempotency-Key was used for another request", Reply.Documentation));

    public static ProblemException InProgress(int retryAfterSeconds) => new(Reply.Problem(409,
        "A request with this Idempotency-Key is in progress", Reply.Documentation)
        with { RetryAfterSeconds = retryAfterSeconds });
    #endregion

    public static ProblemException BadBody(string why) => new(Reply.Problem(400, why));
}
