using System.Text;
using PactNet.Infrastructure.Outputters;
using Xunit.Abstractions;

namespace Pacts;

/// <summary>
/// Shows what Pact reports beside the test, as XunitOutput of PactNet.Output.Xunit does, and
/// keeps it for assertions.
/// </summary>
internal sealed class TestOutput(ITestOutputHelper xunit) : IOutput
{
    private readonly StringBuilder text = new();

    public string Text => text.ToString();

    public void WriteLine(string line)
    {
        text.AppendLine(line);
        xunit.WriteLine(line);
    }
}
