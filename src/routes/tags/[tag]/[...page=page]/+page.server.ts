import { currentLibrary } from '$lib/library/current';
import { listPage, pageEntries } from '$lib/filter/list-page';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = async () => {
	const { cards } = await currentLibrary();
	const tags = [...new Set(cards.flatMap((card) => card.tags))];
	return tags.flatMap((tag) => pageEntries(cards, { tag }).map((page) => ({ tag, page })));
};

export const load: PageServerLoad = async ({ params: { tag, page } }) => {
	const library = await currentLibrary();
	return {
		tag,
		categories: library.categories,
		list: listPage(library.cards, { tag }, page)
	};
};
