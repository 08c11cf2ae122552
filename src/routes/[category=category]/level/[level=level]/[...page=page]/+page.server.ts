import { levels } from '$lib/article/article';
import { currentLibrary } from '$lib/library/current';
import { pageEntries } from '$lib/filter/list-page';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () => {
	const { cards, categories } = await currentLibrary();
	return categories.flatMap(({ slug: category }) =>
		levels.flatMap((level) =>
			pageEntries(cards, { category, level }).map((page) => ({
				category,
				level: level.toLowerCase(),
				page
			}))
		)
	);
};
