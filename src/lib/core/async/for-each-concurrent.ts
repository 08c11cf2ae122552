/** Runs async work for every item in order, for at most `max` items at the same time. */
export async function forEachConcurrent<Item>(
	items: Iterable<Item>,
	max: number,
	work: (item: Item) => Promise<void>
): Promise<void> {
	const remaining = items[Symbol.iterator]();
	const runNext = async () => {
		for (let next = remaining.next(); !next.done; next = remaining.next()) await work(next.value);
	};
	await Promise.all(Array.from({ length: max }, runNext));
}
