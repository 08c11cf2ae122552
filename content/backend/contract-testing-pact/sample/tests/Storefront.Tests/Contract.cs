using Pact;

namespace Storefront.Tests;

/// <summary>
/// Records into a folder of this run and, when every recording succeeded, puts the whole file
/// in place of the last one. Starting from nothing leaves no interaction behind that no test
/// makes any more.
/// </summary>
public sealed class Contract : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pacts-").FullName;
    private readonly PactRecorder recorder;
    private bool whole = true;

    public Contract() => recorder = new("Storefront", "Orders", folder);

    public async Task RecordAsync(Func<HttpClient, Task> use, params Interaction[] interactions)
    {
        try
        {
            await recorder.RecordAsync(use, interactions);
        }
        catch
        {
            whole = false;
            throw;
        }
    }

    public void Dispose()
    {
        var recorded = Path.Combine(folder, Path.GetFileName(Sample.Contract));
        if (whole && File.Exists(recorded))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Sample.Contract)!);
            File.Copy(recorded, Sample.Contract, overwrite: true);
        }
        Directory.Delete(folder, recursive: true);
    }
}
