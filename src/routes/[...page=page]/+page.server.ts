import { currentLibrary } from '$lib/library/current';
import { listPage, pageEntries } from '$lib/filter/list-page';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = async () =>
	pageEntries((await currentLibrary()).cards, {}).map((page) => ({ page }));

export const load: PageServerLoad = async ({ params }) => {
	const library = await currentLibrary();
	return {
		title: library.site.title,
		tagline: library.site.tagline,
		categories: library.categories,
		list: listPage(library.cards, {}, params.page)
	};
};
