using System.Text.Json;
using Offprint.Servers;

namespace Parcels.Tests;

/// <summary>The shape of each failure before anybody has configured it.</summary>
[Collection(AllTests.Name)]
public sealed class ProblemTests(AllDefaults defaults) : IClassFixture<AllDefaults>
{
    private static readonly string[] SetUps = ["controllers", "endpoints", "endpoints-problems", "minimal"];

    #region defaults
    [Fact]
    public async Task FastEndpoints_default_error_is_labeled_a_problem_and_is_none()
    {
        var response = await InvalidAsync("endpoints");

        Assert.Equal("application/problem+json", response.Media());
        Assert.Equal(["statusCode", "message", "errors"], (await response.JsonAsync()).Names());
    }
    #endregion

    [Fact]
    public async Task UseProblemDetails_gives_RFC_9457_with_a_list_of_errors()
    {
        var response = await InvalidAsync("endpoints-problems");

        Assert.Equal("application/problem+json", response.Media());
        var problem = await response.JsonAsync();
        Assert.Equal(["type", "title", "status", "instance", "traceId", "errors"], problem.Names());
        Assert.Equal(JsonValueKind.Array, problem.GetProperty("errors").ValueKind);
        Assert.Equal(["name", "reason"], problem.GetProperty("errors")[0].Names());
    }

    [Fact]
    public async Task UseProblemDetails_reports_one_reason_for_each_field()
    {
        var errors = (await (await InvalidAsync("endpoints-problems")).JsonAsync()).GetProperty("errors");
        var all = (await (await InvalidAsync("endpoints")).JsonAsync()).GetProperty("errors");

        Assert.Equal(["copies", "text"], errors.EnumerateArray()
            .Select(error => error.GetProperty("name").GetString()).Order());
        Assert.Equal(2, all.GetProperty("text").GetArrayLength());
    }

    [Theory]
    [InlineData("controllers")]
    [InlineData("minimal")]
    public async Task Controllers_and_minimal_APIs_have_an_object_of_errors_by_property(string style)
    {
        var response = await InvalidAsync(style);

        Assert.Equal("application/problem+json", response.Media());
        var problem = await response.JsonAsync();
        Assert.Equal(["type", "title", "status", "errors", "traceId"], problem.Names());
        // The names of the properties in C#, although the client sent "copies" and "text".
        Assert.Equal(["Copies", "Text"], problem.GetProperty("errors").Names().Order());
    }

    [Fact]
    public async Task Whoever_finds_the_error_decides_whether_it_is_a_problem_document()
    {
        var table = new Dictionary<string, Dictionary<string, string>>();
        foreach (var style in SetUps)
        {
            var http = defaults[style];
            table[style.Replace("-problems", "Problems")] = new()
            {
                ["rule"] = await ShapeAsync(400, InvalidAsync(style)),
                ["json"] = await ShapeAsync(400, http.SendAsync("POST", "/labels", """{ "text": """)),
                ["type"] = await ShapeAsync(400, http.SendAsync("POST", "/labels", """{ "copies": "two" }""")),
                ["query"] = await ShapeAsync(400, http.SendAsync("GET", "/labels?take=many")),
                ["notFound"] = await ShapeAsync(404, http.SendAsync("GET", "/labels/1")),
                ["noRoute"] = await ShapeAsync(404, http.SendAsync("GET", "/nowhere")),
                ["exception"] = await ShapeAsync(500, http.SendAsync("GET", "/fails")),
            };
        }
        Results.Write("problems.json", table);

        Assert.All(table.Values, row => Assert.Equal(("no fields", "no fields"), (row["exception"], row["noRoute"])));
        Assert.Equal(["fields", "fields", "fields", "fields", "no fields"], Row("controllers"));
        Assert.Equal(["other JSON", "other JSON", "other JSON", "other JSON", "empty"], Row("endpoints"));
        Assert.Equal(["fields", "fields", "fields", "fields", "empty"], Row("endpointsProblems"));
        Assert.Equal(["fields", "no fields", "no fields", "no fields", "no fields"], Row("minimal"));

        string[] Row(string style) => [.. new[] { "rule", "json", "type", "query", "notFound" }
            .Select(error => table[style][error])];
    }

    [Fact]
    public async Task An_exceptions_message_stays_in_the_process()
    {
        foreach (var style in SetUps)
            Assert.DoesNotContain("the secret", await (await defaults[style]
                .SendAsync("GET", "/fails")).Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> InvalidAsync(string style) =>
        defaults[style].SendAsync("POST", "/labels", """{ "text": "a", "copies": 11 }""");

    /// <summary>A problem document with or without the fields at fault, other JSON, or nothing.</summary>
    private static async Task<string> ShapeAsync(int status, Task<HttpResponseMessage> request)
    {
        using var response = await request;
        Assert.Equal(status, (int)response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        if (text == "")
            return "empty";
        var json = JsonDocument.Parse(text).RootElement;
        if (!json.TryGetProperty("title", out _))
            return "other JSON";
        return json.TryGetProperty("errors", out _) ? "fields" : "no fields";
    }
}
