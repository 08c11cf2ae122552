namespace Parcels.Api.Contracts;

public sealed record BookParcelRequest(string? Recipient, Address? Address, int WeightGrams);
