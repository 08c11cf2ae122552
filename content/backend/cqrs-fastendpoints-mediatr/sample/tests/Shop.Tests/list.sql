SELECT o.id, o.customer, o.placed_at, o.status::text, (
    SELECT COALESCE(sum(o0.quantity), 0)::int
    FROM order_lines AS o0
    WHERE o.id = o0.order_id), (
    SELECT COALESCE(sum(o1.price * o1.quantity::numeric(12,2)), 0.0)
    FROM order_lines AS o1
    WHERE o.id = o1.order_id)
FROM orders AS o
WHERE o.customer = @customer AND o.id < @before
ORDER BY o.id DESC
LIMIT @p
