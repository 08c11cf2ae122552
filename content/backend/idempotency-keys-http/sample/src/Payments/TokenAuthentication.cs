using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Payments;

/// <summary>Bearer tokens from the configuration: `Callers:shop=token`.</summary>
public sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    ILoggerFactory loggers, UrlEncoder encoder, IConfiguration settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    public const string Name = "Token";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith("Bearer "))
            return Task.FromResult(AuthenticateResult.NoResult());
        var token = Encoding.UTF8.GetBytes(header["Bearer ".Length..]);
        var caller = settings.GetSection("Callers").GetChildren().FirstOrDefault(caller =>
            CryptographicOperations.FixedTimeEquals(token, Encoding.UTF8.GetBytes(caller.Value ?? "")));
        return Task.FromResult(caller is null
            ? AuthenticateResult.Fail("unknown token")
            : AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.Name, caller.Key)], Name)), Name)));
    }
}
