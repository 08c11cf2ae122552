namespace Traps;

// Shapes that look like value objects and do not hold. Nothing but the tests uses them.

public readonly record struct PositionalWeight(int Grams)
{
    public int Grams { get; init; } = Grams is >= 1 and <= 31_500
        ? Grams
        : throw new ArgumentOutOfRangeException(nameof(Grams));
}

public readonly record struct ConstructedWeight
{
    public ConstructedWeight() =>
        throw new InvalidOperationException("A weight needs its grams.");

    public ConstructedWeight(int grams) => Grams = grams;

    public int Grams { get; }
}

/// <summary>Checked by its factory, not when it is read.</summary>
public readonly record struct UnguardedWeight
{
    private UnguardedWeight(int grams) => Grams = grams;

    public int Grams { get; }

    public static UnguardedWeight FromGrams(int grams) => grams >= 1
        ? new(grams)
        : throw new ArgumentOutOfRangeException(nameof(grams));
}

/// <summary>A struct without record: equality is inherited from ValueType.</summary>
public readonly struct PlainId(Guid value)
{
    public Guid Value { get; } = value;
}

/// <summary>The same with record, which generates the equality.</summary>
public readonly record struct RecordId(Guid Value);

/// <summary>The same as a class.</summary>
public sealed record ClassId(Guid Value);

public sealed record Tags(IReadOnlyList<string> Names);

/// <summary>A weight as a class, to measure what it costs.</summary>
public sealed record ClassWeight(int Grams);
