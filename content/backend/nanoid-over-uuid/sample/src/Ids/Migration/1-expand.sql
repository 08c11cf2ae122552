-- region expand
ALTER TABLE orders ADD COLUMN public_id text COLLATE "C";
ALTER TABLE order_lines ADD COLUMN order_public_id text COLLATE "C";
-- endregion expand
