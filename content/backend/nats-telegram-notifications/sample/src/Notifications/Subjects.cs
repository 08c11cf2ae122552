using System.Text.RegularExpressions;

namespace Notifications;

/// <summary>
/// The names that one environment uses on a server it may share: every subject begins with
/// the environment, every stream and bucket is named after it.
/// </summary>
public sealed partial class Subjects
{
    private readonly string environment;

    /// <exception cref="ArgumentException">
    /// The name is not a single token: "*" would match every environment, "prod.eu" would shift
    /// the area by one token.
    /// </exception>
    public Subjects(string environment)
    {
        if (!SingleToken().IsMatch(environment))
            throw new ArgumentException($"\"{environment}\" is not an environment's name");
        this.environment = environment;
    }

    public string Processed => $"{environment}.documents.processed";

    public string Failed => $"{environment}.documents.failed";

    public string AllOfDocuments => $"{environment}.documents.*";

    public string Stream => $"{environment}_documents";

    public string DeadLetters => $"{environment}.notifications.dead";

    public string DeadLetterStream => $"{environment}_dead_letters";

    public string ProgressBucket => $"{environment}_telegram_progress";

    public string MovesBucket => $"{environment}_telegram_moves";

    [GeneratedRegex("^[a-z0-9-]+\\z")]
    private static partial Regex SingleToken();
}
