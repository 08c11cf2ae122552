using Offprint.Servers;
using Pacts;
using Xunit.Abstractions;

namespace Orders.Api.Tests;

public sealed class DeploymentTests(ITestOutputHelper output)
{
    private static readonly (Release Release, Func<string> Contract)[] Storefronts =
    [
        (new("Storefront", 1), () => Sample.Contract),
        (new("Storefront", 2), Contracts.WithAmount),
    ];

    private static readonly (Release Release, Change? Change)[] Apis =
    [
        (new("Orders", 1), null),
        (new("Orders", 2), new(order => order["amount"] = order["total"]!.DeepClone())),
        (new("Orders", 3), new(order => order.Rename("total", "amount"))),
    ];

    [Fact]
    public async Task A_rename_is_three_deployments_in_one_order()
    {
        var matrix = await VerifyAllAsync();

        var ways = Ways(matrix, [new("Storefront", 1), new("Orders", 1)]).ToList();

        var only = Assert.Single(ways);
        Assert.Equal([new("Orders", 2), new("Storefront", 2), new("Orders", 3)], only);
    }

    [Fact]
    public async Task A_release_must_fit_old_and_new_while_both_run()
    {
        var matrix = await VerifyAllAsync();
        Release[] halfWay = [new("Orders", 1), new("Orders", 2)];

        Assert.True(matrix.CanDeploy(new("Storefront", 2), [new("Orders", 2)]));
        Assert.False(matrix.CanDeploy(new("Storefront", 2), halfWay));
    }

    [Fact]
    public void What_was_never_verified_is_not_deployed()
    {
        var matrix = new Matrix();
        Assert.False(matrix.CanDeploy(new("Storefront", 1), [new("Orders", 1)]));

        matrix.Add(new("Storefront", 1), new("Orders", 1), verified: true);
        Assert.True(matrix.CanDeploy(new("Storefront", 1), [new("Orders", 1)]));
    }

    private async Task<Matrix> VerifyAllAsync()
    {
        var matrix = new Matrix();
        var table = new Dictionary<string, Dictionary<string, string>>();
        foreach (var (storefront, contract) in Storefronts)
        {
            var row = table[$"storefront{storefront.Version}"] = [];
            foreach (var (release, change) in Apis)
            {
                var verification = await Verification.RunAsync(output, change, contract());
                matrix.Add(storefront, release, verification.Passed);
                row[$"orders{release.Version}"] = verification.Passed ? "yes" : "no";
            }
        }
        Results.Write("matrix.json", table);
        return matrix;
    }

    /// <summary>Every sequence of upgrades that ends with the newest of both.</summary>
    private static IEnumerable<Release[]> Ways(Matrix matrix, Release[] running)
    {
        var newer = Storefronts.Select(s => s.Release).Concat(Apis.Select(a => a.Release))
            .Where(to => running.Any(from =>
                from.Service == to.Service && from.Version < to.Version))
            .ToList();
        if (newer.Count == 0)
            return [[]];
        return newer.Where(to => matrix.CanDeploy(to, running)).SelectMany(to => Ways(matrix,
                [.. running.Where(other => other.Service != to.Service), to])
            .Select(rest => new[] { to }.Concat(rest).ToArray()));
    }
}
