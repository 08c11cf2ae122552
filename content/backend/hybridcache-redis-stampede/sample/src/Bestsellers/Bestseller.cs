using System.Collections.Immutable;
using System.ComponentModel;

namespace Bestsellers;

#region types
[ImmutableObject(true)]
public sealed record BestsellerList(int Category, ImmutableArray<Bestseller> Items);

public sealed record Bestseller(int Product, string Title, decimal Price, long Sold);
#endregion
