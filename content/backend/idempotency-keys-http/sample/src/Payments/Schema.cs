namespace Payments;

public static class Schema
{
    public const string Sql = $"""
        CREATE TABLE account (
            id      text PRIMARY KEY,
            owner   text NOT NULL,
            balance bigint NOT NULL CHECK (balance >= 0)
        );
        CREATE TABLE payment (
            id      uuid PRIMARY KEY,
            account text NOT NULL REFERENCES account,
            amount  bigint NOT NULL,
            at      timestamptz NOT NULL DEFAULT now()
        );
        {Keys}
        CREATE TABLE card_payment (
            id         uuid PRIMARY KEY,
            caller     text NOT NULL,
            card       text NOT NULL,
            amount     bigint NOT NULL,
            status     text NOT NULL DEFAULT 'pending',
            charge     text,
            created_at timestamptz NOT NULL DEFAULT now()
        );
        """;

    #region keys
    private const string Keys = """
        CREATE TABLE idempotency_key (
            caller       text NOT NULL,         -- from authentication, never from the client
            key          text NOT NULL,
            request_hash bytea NOT NULL,
            status       smallint,              -- the stored response; null while unfinished
            content_type text,
            location     text,
            body         bytea,
            resource     uuid,                  -- work that spans several transactions:
            lease_until  timestamptz,           -- its row, and who may continue it when
            expires_at   timestamptz NOT NULL,
            PRIMARY KEY (caller, key)
        );
        CREATE INDEX ON idempotency_key (expires_at);
        CREATE INDEX ON idempotency_key (lease_until) WHERE status IS NULL;
        """;
    #endregion
}
