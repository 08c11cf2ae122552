namespace Bestsellers;

public static class Schema
{
    public const string Sql = """
        CREATE TABLE product (
            id int PRIMARY KEY,
            category int NOT NULL,
            title text NOT NULL,
            price numeric(10, 2) NOT NULL
        );
        CREATE TABLE order_line (
            product int NOT NULL REFERENCES product,
            quantity int NOT NULL
        );
        """;
}
