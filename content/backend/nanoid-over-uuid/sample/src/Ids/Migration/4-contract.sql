-- region contract
ALTER TABLE order_lines DROP COLUMN order_id;
ALTER TABLE orders DROP CONSTRAINT orders_pkey,
    ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_public_id;
-- endregion contract
