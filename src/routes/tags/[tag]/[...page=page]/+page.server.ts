import { currentLibrary } from '$lib/content/library/current.ts';
import { tagSlug } from '$lib/core/article/tag-slug.ts';
import { pageEntries } from '$lib/core/filter/list-page.ts';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () => {
	const { cards } = await currentLibrary();
	const tags = [...new Set(cards.flatMap((card) => card.tags))];
	return tags.flatMap((tag) =>
		pageEntries(cards, { tag }).map((page) => ({ tag: tagSlug(tag), page }))
	);
};
