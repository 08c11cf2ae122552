namespace Shipping;

/// <summary>A struct is used that no constructor made: an array element, a forgotten field.</summary>
public sealed class UninitializedValueException(ValueType value)
    : InvalidOperationException($"This {value.GetType().Name} was never given a value.");
