using Microsoft.EntityFrameworkCore;

namespace Shop;

public sealed record RegionTotal(string Region, decimal Amount);

#region report
public sealed class SalesReport(ShopContext db)
{
    public Task<List<RegionTotal>> ByRegionAsync(CancellationToken cancellation) =>
        db.Sales
            .GroupBy(sale => sale.Region)
            .Select(region => new RegionTotal(region.Key, region.Sum(sale => sale.Amount)))
            .ToListAsync(cancellation);
}
#endregion
