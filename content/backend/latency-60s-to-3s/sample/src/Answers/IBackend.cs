namespace Answers;

/// <summary>One request to one of the services behind the page.</summary>
public interface IBackend
{
    Task<byte[]> AskAsync(
        string service, string key, Deadline deadline, CancellationToken cancellation = default);
}
