import { error } from '@sveltejs/kit';
import { currentLibrary } from '$lib/library/current';
import { listPage, pageEntries } from '$lib/filter/list-page';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = async () => {
	const library = await currentLibrary();
	const { cards } = library;
	return library.categories.flatMap(({ slug: category }) =>
		pageEntries(cards, { category }).map((page) => ({ category, page }))
	);
};

export const load: PageServerLoad = async ({ params }) => {
	const library = await currentLibrary();
	const category = library.categories.find(({ slug }) => slug === params.category);
	if (!category) error(404, `There is no category “${params.category}”`);
	return {
		category,
		categories: library.categories,
		list: listPage(library.cards, { category: category.slug }, params.page)
	};
};
