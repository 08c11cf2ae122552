import { currentLibrary } from '$lib/library/current';
import { pageEntries } from '$lib/filter/list-page';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () => {
	const { cards } = await currentLibrary();
	const tags = [...new Set(cards.flatMap((card) => card.tags))];
	// The path is made of the values as they are, and a `#` would end it.
	return tags.flatMap((tag) =>
		pageEntries(cards, { tag }).map((page) => ({ tag: encodeURIComponent(tag), page }))
	);
};
