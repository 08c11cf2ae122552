import { resolve } from '$app/paths';
import { areSections } from '$lib/core/article/sections.ts';
import { loadSearchEngine } from '$lib/core/search/ranking/engine.ts';
import type { Search } from '$lib/features/catalogue/catalogue.svelte.ts';
import { Passages } from './passages.svelte.ts';
import HitPassage from './HitPassage.svelte';
import HitTitle from './HitTitle.svelte';

/** Everything that a search needs beyond its box, loaded when somebody is about to use that. */
export async function openSearch(index: string): Promise<Search> {
	const engine = await loadSearchEngine(index);
	const passages = new Passages(engine, async (id, signal) => {
		const response = await fetch(resolve(`/${id}.json` as '/'), { signal });
		if (!response.ok) throw new Error(`${id}: ${response.status}`);
		const sections: unknown = await response.json();
		if (!areSections(sections)) throw new Error(`${id}: no sections`);
		return sections;
	});
	return {
		analyser: engine.analyser,
		search: engine.search.bind(engine),
		passages,
		HitPassage,
		HitTitle
	};
}
