using System.ComponentModel.DataAnnotations;
using Parcels;

namespace Defaults;

/// <summary>The body of a request in each style; FastEndpoints has the rules in a validator.</summary>
public sealed record Label
{
    [Required, MinLength(3), RegularExpression("^[A-Z]+$")]
    public string? Text { get; init; }

    [Range(1, 10)]
    public int Copies { get; init; } = 1;
}

/// <summary>What a handler was given.</summary>
public sealed record Seen(int Id, string? Tenant);

public sealed record SeenParcel(Guid Id, ParcelStatus Status);
