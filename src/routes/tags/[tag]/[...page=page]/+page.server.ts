import { currentLibrary } from '$lib/content/library/current.ts';
import { pageEntries } from '$lib/core/filter/list-page.ts';
import type { EntryGenerator } from './$types';

export const entries: EntryGenerator = async () => {
	const { cards } = await currentLibrary();
	const tags = [...new Set(cards.flatMap((card) => card.tags))];
	// The prerenderer takes a path as it is, and a `#` would end it; see `adapt` in svelte.config.js.
	return tags.flatMap((tag) =>
		pageEntries(cards, { tag }).map((page) => ({ tag: encodeURIComponent(tag), page }))
	);
};
