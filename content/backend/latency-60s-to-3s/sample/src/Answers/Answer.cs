namespace Answers;

/// <summary>What a page needs to answer one question.</summary>
/// <param name="Missing">The parts that did not arrive in time; empty for a whole answer.</param>
public sealed record Answer(
    string? Profile, IReadOnlyList<Passage> Passages, string? Related,
    IReadOnlyList<string> Missing);

public sealed record Passage(int Id, string? Text);

public sealed record Question(string User, string Text);

public interface IAnswering
{
    Task<Answer> AnswerAsync(Question question, CancellationToken cancellation = default);
}
