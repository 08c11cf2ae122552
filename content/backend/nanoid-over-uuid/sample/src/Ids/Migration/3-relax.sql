-- region relax
ALTER TABLE order_lines ALTER COLUMN order_id DROP NOT NULL;
-- endregion relax
