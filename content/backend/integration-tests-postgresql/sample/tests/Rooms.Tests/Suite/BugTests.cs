using Offprint.Servers;
using Rooms.Tests.Styles;

namespace Rooms.Tests.Suite;

/// <summary>Plants each bug in each style, and records whether the suite notices.</summary>
public sealed class BugTests
{
    private static readonly string[] Names = [.. Bug.All.Select(bug => bug.Name)];

    // In the order of Bug.All.
    private const string Caught = "caught", Missed = "missed", CannotRun = "can't run";

    [Fact]
    public async Task Only_styles_that_commit_catch_all_nine_bugs()
    {
        var found = new Dictionary<string, Dictionary<string, string>>
        {
            ["inMemory"] = await PlantAsync<InMemoryStyle>(),
            ["sqlite"] = await PlantAsync<SqliteStyle>(),
            ["rollback"] = await PlantAsync<RollbackStyle>(),
            ["truncation"] = await PlantAsync<TruncationStyle>(),
            ["template"] = await PlantAsync<TemplateStyle>(),
        };

        Results.Write("bugs.json", new
        {
            Bugs = Bug.All.Length,
            Styles = found,
            Caught = found.ToDictionary(style => style.Key, style => Count(style.Value, Caught)),
            Missed = found.ToDictionary(style => style.Key, style => Count(style.Value, Missed)),
            CannotRun = found.ToDictionary(style => style.Key, style => Count(style.Value, CannotRun)),
        });
        Expect(found["inMemory"],
            Caught, Missed, Missed, Missed, Missed, CannotRun, CannotRun, CannotRun, CannotRun);
        Expect(found["sqlite"],
            Caught, Missed, Missed, Caught, Missed, CannotRun, CannotRun, CannotRun, Caught);
        Expect(found["rollback"],
            Caught, Caught, Caught, Caught, Missed, CannotRun, CannotRun, CannotRun, CannotRun);
        Expect(found["truncation"], [.. Bug.All.Select(_ => Caught)]);
        Expect(found["template"], [.. Bug.All.Select(_ => Caught)]);
    }

    private static int Count(Dictionary<string, string> outcomes, string outcome) =>
        outcomes.Values.Count(value => value == outcome);

    private static void Expect(Dictionary<string, string> found, params string[] outcomes) =>
        Assert.Equal(Names.Zip(outcomes), found.Select(pair => (pair.Key, pair.Value)));

    private static async Task<Dictionary<string, string>> PlantAsync<TStyle>() where TStyle : Style, new()
    {
        var outcomes = new Dictionary<string, string>();
        foreach (var bug in Bug.All)
            outcomes[bug.Name] = !await PassesAsync<TStyle>(bug.Scenario, null) ? CannotRun
                : await PassesAsync<TStyle>(bug.Scenario, bug) ? Missed : Caught;
        return outcomes;
    }

    private static async Task<bool> PassesAsync<TStyle>(Func<App, Task> scenario, Bug? bug)
        where TStyle : Style, new()
    {
        var style = new TStyle();
        await style.InitializeAsync();
        try
        {
            await using var app = await style.StartAsync(bug);
            return await Record.ExceptionAsync(() => scenario(app)) is null;
        }
        finally
        {
            await style.DisposeAsync();
        }
    }
}
