using System.Text.Encodings.Web;
using System.Text.Json;

namespace Offprint.Servers;

/// <summary>
/// Writes what a test measured to the sample's results folder, from which the article
/// reads its numbers. Only a run that asks for it (OFFPRINT_RESULTS names the folder,
/// as `npm run samples` does) writes; every other run leaves the files alone.
/// </summary>
public static class Results
{
    public const string FolderVariable = "OFFPRINT_RESULTS";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static bool Wanted =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(FolderVariable));

    public static void Write<T>(string fileName, T value)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
            return;

        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, fileName);
        var unfinished = $"{file}.{Environment.ProcessId}.tmp";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(value, Json) + "\n");
        File.Move(unfinished, file, overwrite: true);
    }
}
