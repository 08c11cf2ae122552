using Microsoft.EntityFrameworkCore;

namespace Wallets.Pessimistic;

public static class RowLocks
{
    #region locks
    /// <summary>Locks the rows one after the other, in the order of their IDs.</summary>
    public static IQueryable<Wallet> Locked(this DbSet<Wallet> wallets, params long[] ids) =>
        wallets.FromSql(
            $"""
            SELECT *, xmin FROM wallets WHERE id = ANY ({ids})
            ORDER BY id FOR NO KEY UPDATE
            """);
    #endregion

    /// <summary>The stronger lock, which also keeps out inserts of payments.</summary>
    public static IQueryable<Wallet> LockedForUpdate(
        this DbSet<Wallet> wallets, params long[] ids) =>
        wallets.FromSql(
            $"SELECT *, xmin FROM wallets WHERE id = ANY ({ids}) ORDER BY id FOR UPDATE");

    public static IQueryable<Wallet> LockedOfOwner(this DbSet<Wallet> wallets, long owner) =>
        wallets.FromSql(
            $"SELECT *, xmin FROM wallets WHERE owner = {owner} ORDER BY id FOR NO KEY UPDATE");
}
