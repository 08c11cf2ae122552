namespace Orders.Api;

public static class Schema
{
    public const string Sql = """
        CREATE TABLE orders (
            id uuid PRIMARY KEY, product text NOT NULL, quantity int NOT NULL, status text NOT NULL);
        """;
}
