-- region role
CREATE ROLE shop_reader LOGIN PASSWORD 'change-me';
GRANT SELECT ON ALL TABLES IN SCHEMA public TO shop_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO shop_reader;
ALTER ROLE shop_reader SET default_transaction_read_only = on;
-- endregion role
