using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Parcels;

/// <summary>Bearer tokens from the configuration: `Callers:shop=token`.</summary>
public sealed class Callers(IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    ILoggerFactory loggers, UrlEncoder encoder, IConfiguration settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    public const string SchemeName = "Token";

    /// <summary>The claim that holds the customer.</summary>
    public const string Customer = "customer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header]
            || !header.StartsWith("Bearer ", StringComparison.Ordinal))
            return Task.FromResult(AuthenticateResult.NoResult());
        var token = Encoding.UTF8.GetBytes(header["Bearer ".Length..]);
        var caller = settings.GetSection("Callers").GetChildren().FirstOrDefault(caller =>
            CryptographicOperations.FixedTimeEquals(token, Encoding.UTF8.GetBytes(caller.Value ?? "")));
        return Task.FromResult(caller is null
            ? AuthenticateResult.Fail("unknown token")
            : AuthenticateResult.Success(new(new(new ClaimsIdentity(
                [new(Customer, caller.Key)], SchemeName)), SchemeName)));
    }
}
