-- region enforce-orders
CREATE UNIQUE INDEX CONCURRENTLY orders_public_id ON orders (public_id);

ALTER TABLE orders ADD CONSTRAINT orders_public_id_set
    CHECK (public_id IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_public_id_set;
ALTER TABLE orders ALTER COLUMN public_id SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_public_id_set;
-- endregion enforce-orders

-- region enforce-lines
CREATE INDEX CONCURRENTLY order_lines_order_public_id ON order_lines (order_public_id);
ALTER TABLE order_lines ADD CONSTRAINT order_lines_order_public_id_fkey
    FOREIGN KEY (order_public_id) REFERENCES orders (public_id) NOT VALID;
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_order_public_id_fkey;
-- endregion enforce-lines

ALTER TABLE order_lines ADD CONSTRAINT order_lines_order_public_id_set
    CHECK (order_public_id IS NOT NULL) NOT VALID;
ALTER TABLE order_lines VALIDATE CONSTRAINT order_lines_order_public_id_set;
ALTER TABLE order_lines ALTER COLUMN order_public_id SET NOT NULL;
ALTER TABLE order_lines DROP CONSTRAINT order_lines_order_public_id_set;

-- Old links look up orders by UUID once it is no longer the primary key.
CREATE UNIQUE INDEX CONCURRENTLY orders_id ON orders (id);
