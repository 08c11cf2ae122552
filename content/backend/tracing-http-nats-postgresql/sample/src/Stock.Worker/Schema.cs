namespace Stock.Worker;

public static class Schema
{
    public const string Sql = """
        CREATE TABLE stock (
            product text PRIMARY KEY, quantity int NOT NULL CHECK (quantity >= 0), counted timestamptz);
        CREATE TABLE ledger (
            order_id uuid PRIMARY KEY, product text NOT NULL, quantity int NOT NULL);
        """;
}
