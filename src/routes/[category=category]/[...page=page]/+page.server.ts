import { currentLibrary } from '$lib/library/current';
import { pageEntries } from '$lib/filter/list-page';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () => {
	const { cards, categories } = await currentLibrary();
	return categories.flatMap(({ slug: category }) =>
		pageEntries(cards, { category }).map((page) => ({ category, page }))
	);
};
