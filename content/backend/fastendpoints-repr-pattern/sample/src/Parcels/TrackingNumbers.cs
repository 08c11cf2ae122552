using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Parcels;

/// <summary>Only booking needs them, and only booking needs their setting.</summary>
public sealed class TrackingNumbers(IConfiguration settings)
{
    private readonly string prefix = settings["Tracking:Prefix"]
        ?? throw new InvalidOperationException("The setting Tracking:Prefix is missing.");

    public string Next() => string.Create(CultureInfo.InvariantCulture,
        $"{prefix}{RandomNumberGenerator.GetInt32(1_000_000_000):D9}{RandomNumberGenerator.GetInt32(1_000_000_000):D9}");
}
