import { error } from '@sveltejs/kit';
import { levels } from '$lib/article/article';
import { currentLibrary } from '$lib/library/current';
import { listPage, pageEntries } from '$lib/filter/list-page';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = async () => {
	const library = await currentLibrary();
	const { cards } = library;
	return library.categories.flatMap(({ slug: category }) =>
		levels.flatMap((level) =>
			pageEntries(cards, { category, level }).map((page) => ({
				category,
				level: level.toLowerCase(),
				page
			}))
		)
	);
};

export const load: PageServerLoad = async ({ params }) => {
	const library = await currentLibrary();
	const category = library.categories.find(({ slug }) => slug === params.category);
	const level = levels.find((name) => name.toLowerCase() === params.level);
	if (!category || !level) error(404, `There is no category “${params.category}”`);
	return {
		category,
		level,
		categories: library.categories,
		list: listPage(library.cards, { category: category.slug, level }, params.page)
	};
};
