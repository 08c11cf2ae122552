using System.Text.Json;
using LoadGenerator;

namespace LoadTesting.Tests;

/// <summary>The load generator in a process of its own.</summary>
public static class Generator
{
    public static Task<Report> RunAsync(Uri url, params string[] options) =>
        RunAsync(url, null, options);

    /// <param name="during">What is done while it runs, from the first measured request on.</param>
    public static async Task<Report> RunAsync(Uri url, Func<Task>? during, params string[] options)
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var generator = new Child(typeof(Loads), [$"Url={url}", $"Out={file}", .. options]);
            if (during is not null)
            {
                await Task.WhenAny(generator.Started, generator.Exited);
                Assert.True(generator.Started.IsCompletedSuccessfully, generator.Output);
                await during();
            }
            await generator.Exited.WaitAsync(TimeSpan.FromMinutes(2));
            Assert.True(generator.ExitCode is 0 or 3, generator.Output);
            return JsonSerializer.Deserialize<Report>(
                await File.ReadAllTextAsync(file), JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
