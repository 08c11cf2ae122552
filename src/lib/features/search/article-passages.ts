import { href } from '$lib/ui/href.ts';
import { areSections } from '$lib/core/article/sections.ts';
import type { SearchEngine } from '$lib/core/search/ranking/engine.ts';
import { Passages } from './passages.svelte.ts';

const byEngine = new WeakMap<SearchEngine, Passages>();

/** The passages of an engine's hits, from each article's JSON file of sections. */
export function passagesOf(engine: SearchEngine): Passages {
	const known = byEngine.get(engine);
	if (known) return known;
	const passages = new Passages(engine, fetchSections);
	byEngine.set(engine, passages);
	addEventListener('online', () => passages.retry());
	return passages;
}

export async function fetchSections(id: string, signal: AbortSignal) {
	const response = await fetch(href(`/${id}.json`), { signal });
	if (!response.ok) throw new Error(`${id}: ${response.status}`);
	const sections: unknown = await response.json();
	if (!areSections(sections)) throw new Error(`${id}: not a list of sections`);
	return sections;
}
