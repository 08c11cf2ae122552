SELECT p.id, p.account_id, p.created_at, p.amount
FROM payment AS p
WHERE p.account_id = @owner AND (p.created_at, p.id) < (@cursor_CreatedAt, @cursor_Id)
ORDER BY p.created_at DESC, p.id DESC
LIMIT @p
