import { resolve } from '$app/paths';
import { widenings } from '$lib/filter/facets';
import { articleCount, outcomeText, timeName } from '$lib/filter/names';
import { viewUrl, type Scope } from '$lib/filter/scope';
import type { ListView } from '$lib/state/list-view.svelte';

/** What a list page says of its view: how many, and where there are none, what would widen it. */
export interface Outcome {
	text: string;
	steps: { label: string; href: string }[];
}

export function outcomeOf(
	view: ListView,
	scope: Scope,
	titles: ReadonlyMap<string, string>
): Outcome {
	if (view.waiting) return { text: 'Searching…', steps: [] };
	const steps = view.count
		? []
		: widenings(view.criteria, (criteria) => view.countOf(criteria), {
				category: (slug) => titles.get(slug) ?? slug,
				time: timeName
			});
	return {
		text: outcomeText(view.count, view.total, view.narrowed),
		steps: steps.map(({ label, count, criteria }) => ({
			label: `Without ${label}: ${articleCount(count)}`,
			href: resolve(viewUrl(criteria, scope) as '/')
		}))
	};
}

/** What is said of what a view lacks. */
export const missingText: Record<NonNullable<ListView['missing']>, string> = {
	index: 'Text search is not available just now: titles and descriptions only.',
	catalogue: 'The rest of the library could not be loaded: these are the articles of this page.'
};
