using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Payments.Idempotency;

/// <summary>A body that knows its own rules, which need no database.</summary>
public interface IValidated
{
    string? Fault { get; }
}

public sealed record IdempotentRequest<T>(string Caller, string Key, byte[] Hash, T Body)
    where T : class, IValidated
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    #region read
    public static async Task<IdempotentRequest<T>> ReadAsync(HttpContext http)
    {
        var caller = http.User.Identity?.Name
            ?? throw new InvalidOperationException("the endpoint needs RequireAuthorization()");
        var key = IdempotencyKey.Parse(http.Request.Headers["Idempotency-Key"])
            ?? throw ProblemException.KeyMissing();
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        return new(caller, key, Fingerprint(http.Request, buffer.ToArray()), Parse(buffer.ToArray()));
    }

    private static byte[] Fingerprint(HttpRequest request, byte[] body)
    {
        var target = $"{request.Method} {request.Path}{request.QueryString}\n";
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(target), .. body]);
    }
    #endregion

    private static T Parse(byte[] json)
    {
        try
        {
            var body = JsonSerializer.Deserialize<T>(json, Web)
                ?? throw ProblemException.BadBody("The body is empty");
            return body.Fault is { } fault ? throw ProblemException.BadBody(fault) : body;
        }
        catch (JsonException)
        {
            throw ProblemException.BadBody("The body is not the JSON of this request");
        }
    }
}

public static class IdempotencyKey
{
    #region parse
    /// <summary>
    /// The draft's String, in quotes, or the same characters without them, as most clients send it.
    /// </summary>
    public static string? Parse(StringValues header)
    {
        if (header is not [{ } value])
            return null;
        if (value is ['"', .. var quoted, '"'])
            value = quoted;
        return value.Length is >= 16 and <= 255 && value.All(c => c is > ' ' and <= '~' and not ('"' or '\\'))
            ? value
            : null;
    }
    #endregion
}
