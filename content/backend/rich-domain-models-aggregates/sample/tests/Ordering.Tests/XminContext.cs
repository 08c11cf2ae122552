using Microsoft.EntityFrameworkCore;
using Ordering.Persistence;

namespace Ordering.Tests;

/// <summary>
/// The mapping that the documentation shows first: PostgreSQL's own row version of the
/// root's row, and no version in the model.
/// </summary>
public sealed class XminContext(DbContextOptions options) : OrderingContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.Entity<Order>(order =>
        {
            order.Ignore(o => o.Version);
            #region xmin
            order.Property<uint>("xmin").IsRowVersion();
            #endregion
        });
    }
}
