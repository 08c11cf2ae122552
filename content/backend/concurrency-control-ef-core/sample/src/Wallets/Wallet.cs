namespace Wallets;

public sealed class Wallet(long id, long owner, decimal balance)
{
    public long Id { get; private set; } = id;

    public long Owner { get; private set; } = owner;

    public decimal Balance { get; private set; } = balance;

    public string Label { get; private set; } = "";

    public bool IsOpen { get; private set; } = true;

    /// <summary>Mapped only by the contexts that use a version column.</summary>
    public int Version { get; private set; } = 1;

    public bool TryTake(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        if (!IsOpen || amount > Balance)
            return false;
        Balance -= amount;
        return true;
    }

    public void Add(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        Balance += amount;
    }

    public void Rename(string label) => Label = label;

    public void Close() => IsOpen = false;
}

/// <summary>What has been paid. The caller makes the ID, once for all attempts.</summary>
public sealed class Payment(Guid id, long walletId, decimal amount)
{
    public Guid Id { get; private set; } = id;

    public long WalletId { get; private set; } = walletId;

    public decimal Amount { get; private set; } = amount;
}
