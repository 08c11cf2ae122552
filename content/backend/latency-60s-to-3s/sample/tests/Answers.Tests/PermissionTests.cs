using Backends;

namespace Answers.Tests;

/// <summary>What a reader may not see is not even looked for.</summary>
[Collection(RealServers.Name)]
public sealed class PermissionTests(Fixture fixture)
{
    private static readonly string[] Users = ["user-1", "user-2", "user-3", "user-4"];

    [Fact]
    public async Task No_user_sees_a_passage_of_another_group()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        IAnswering[] pages =
        [
            new SequentialHttp(stage.Http, stage.ExactSearch),
            new ParallelHttp(stage.Http, stage.ExactSearch),
            stage.Page(stage.Ask),
            stage.Page(stage.Cached(stage.Ask)), // one cache for all users
        ];

        foreach (var page in pages)
            for (var question = 0; question < 20; question++)
                foreach (var user in Users)
                {
                    var answer = await page.AnswerAsync(new Question(user, $"q {question}"));
                    Assert.Equal(10, answer.Passages.Count);
                    Assert.All(answer.Passages, passage => Assert.Contains(
                        Corpus.GroupOf(passage.Id), Corpus.GroupsOf(user)));
                }
    }

    [Fact]
    public async Task A_group_taken_away_is_gone_from_the_next_answer()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        var page = stage.Page(stage.Cached(stage.Ask));
        var question = new Question("user-1", "how do refunds work?");
        var before = await page.AnswerAsync(question);
        var lost = Corpus.GroupOf(before.Passages[0].Id);

        stage.Services.GroupsOf = user => [.. Corpus.GroupsOf(user).Where(group => group != lost)];
        var after = await page.AnswerAsync(question);

        Assert.All(after.Passages, passage =>
            Assert.NotEqual(lost, Corpus.GroupOf(passage.Id)));
    }

    [Fact]
    public async Task No_passage_is_fetched_before_permissions_are_known()
    {
        await using var stage = await Stage.OpenAsync(
            fixture, ServiceTimes.None, without: "permissions");

        await Assert.ThrowsAnyAsync<Exception>(
            () => stage.Page(stage.Ask).AnswerAsync(new Question("user-1", "q")));

        Assert.DoesNotContain("passage", stage.Services.Calls.Keys);
    }
}
