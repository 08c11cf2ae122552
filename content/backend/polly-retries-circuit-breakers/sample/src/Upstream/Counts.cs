using System.Diagnostics;

namespace Upstream;

public sealed record Payment(decimal Amount);

/// <param name="Seconds">When it was read, since the start of the service.</param>
public sealed record Reading(double Seconds, long Received, long Done, long Abandoned);

/// <summary>How many requests arrived, how many were completed, and for how many of those nobody waited.</summary>
public sealed class Counts
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private long received, done, abandonedDone;

    public void Received() => Interlocked.Increment(ref received);

    public void Done(bool abandoned)
    {
        Interlocked.Increment(ref done);
        if (abandoned)
            Interlocked.Increment(ref abandonedDone);
    }

    public Reading Read() => new(
        clock.Elapsed.TotalSeconds,
        Interlocked.Read(ref received), Interlocked.Read(ref done), Interlocked.Read(ref abandonedDone));
}

public static class Schema
{
    public const string Sql = """
        CREATE TABLE price (id int PRIMARY KEY, amount numeric NOT NULL);
        INSERT INTO price SELECT id, id / 10.0 FROM generate_series(1, 100) id;
        CREATE TABLE payment (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text UNIQUE, amount numeric NOT NULL);
        """;
}
