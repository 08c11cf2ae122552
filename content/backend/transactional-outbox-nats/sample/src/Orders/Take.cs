namespace Orders;

/// <summary>Statements that lock up to {0} rows of the outbox for this transaction.</summary>
public static class Take
{
    #region any-row
    /// <summary>What every tutorial shows. Two relays can reverse two events of one order.</summary>
    public const string AnyRow = """
        SELECT * FROM outbox
        ORDER BY seq LIMIT {0}
        FOR UPDATE SKIP LOCKED
        """;
    #endregion

    #region first-of-each
    /// <summary>Only the first event of each order: locked or not due, it holds back the next.</summary>
    public const string FirstOfEachOrder = """
        SELECT * FROM outbox AS o
        WHERE due <= now() AND NOT EXISTS (
            SELECT FROM outbox AS earlier
            WHERE earlier.order_id = o.order_id AND earlier.version < o.version)
        ORDER BY seq LIMIT {0}
        FOR UPDATE OF o SKIP LOCKED
        """;
    #endregion
}
