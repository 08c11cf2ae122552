import { resolve } from '$app/paths';
import { widenings } from '$lib/core/filter/facets.ts';
import { articleCount, timeName } from '$lib/core/filter/names.ts';
import { outcomeText, type Outcome } from '$lib/core/filter/result-summary.ts';
import { viewUrl, type Scope } from '$lib/core/filter/scope.ts';
import type { ListView } from './list-state.svelte.ts';

const notes: Record<NonNullable<ListView['missing']>, string> = {
	index: 'Text search is not available just now: titles and descriptions only.',
	catalogue: 'The rest of the library could not be loaded: these are the articles of this page.'
};

/**
 * What is said of a view.
 * @param titles of the categories, by slug
 * @param typing letters come: what would widen the search waits for the word
 */
export function outcomeOf(
	view: ListView,
	scope: Scope,
	titles: ReadonlyMap<string, string>,
	typing: boolean
): Outcome {
	const note = view.missing ? notes[view.missing] : undefined;
	if (view.waiting) return { text: 'Searching…', count: null, steps: [], note };
	const { count } = view;
	const steps =
		count || typing
			? []
			: widenings(view.criteria, (criteria) => view.countOf(criteria), {
					category: (slug) => titles.get(slug) ?? slug,
					time: timeName
				});
	return {
		text: outcomeText(count, view.total, view.narrowed),
		count,
		steps: steps.map(({ label, count, criteria }) => ({
			label: `Without ${label}: ${articleCount(count)}`,
			href: resolve(viewUrl(criteria, scope) as '/')
		})),
		note
	};
}
