using Microsoft.EntityFrameworkCore;

namespace Shop;

/// <summary>A report that only one user at a time may run.</summary>
public sealed class Export(ShopContext db, SalesReport report)
{
    private const string Name = "sales";

    #region cleanup
    public async Task<List<RegionTotal>?> RunAsync(CancellationToken request)
    {
        if (!await TryTakeAsync(request))
            return null;
        try
        {
            return await report.ByRegionAsync(request);
        }
        finally
        {
            await db.ExportLeases.Where(lease => lease.Name == Name)
                .ExecuteDeleteAsync(CancellationToken.None);
        }
    }
    #endregion

    /// <summary>The same with the request's token in the cleanup, which then never runs.</summary>
    public async Task<List<RegionTotal>?> RunHastilyAsync(CancellationToken request)
    {
        if (!await TryTakeAsync(request))
            return null;
        try
        {
            return await report.ByRegionAsync(request);
        }
        finally
        {
            await db.ExportLeases.Where(lease => lease.Name == Name)
                .ExecuteDeleteAsync(request);
        }
    }

    private async Task<bool> TryTakeAsync(CancellationToken cancellation) =>
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO export_lease (name) VALUES ({Name}) ON CONFLICT DO NOTHING",
            cancellation) == 1;
}
