import { currentLibrary } from '$lib/content/library/current.ts';
import { pageEntries } from '$lib/core/filter/list-page.ts';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () => {
	const { cards, categories } = await currentLibrary();
	return categories.flatMap(({ slug: category }) =>
		pageEntries(cards, { category }).map((page) => ({ category, page }))
	);
};
