import { href } from '$lib/ui/href.ts';
import { timeName } from '$lib/core/filter/choice-names.ts';
import { articleCount } from '$lib/core/filter/names.ts';
import { summaryText, type ResultSummary } from '$lib/core/filter/result-summary.ts';
import { type Scope } from '$lib/core/filter/scope.ts';
import { viewUrl } from '$lib/core/filter/scoped-criteria.ts';
import { listPart } from './list-part.ts';
import type { ListState } from './list-state.svelte.ts';

const notes: Record<NonNullable<ListState['missing']>, string> = {
	index: 'Full-text search is unavailable. Searching titles and descriptions only.',
	catalogue: 'Couldn’t load the rest of the library. Showing this page only.'
};

/**
 * The text of a list's status line.
 * @param titles category titles by slug
 * @param typing suggestions wait until the reader stops typing
 */
export function summarizeResult(
	view: ListState,
	scope: Scope,
	titles: ReadonlyMap<string, string>,
	typing: boolean
): ResultSummary {
	const note = view.missing ? notes[view.missing] : undefined;
	if (view.waiting) return { text: 'Searching…', count: null, suggestions: [], note };
	const { count } = view;
	const relaxedFilters = count || typing ? undefined : listPart.current?.relaxedFilters;
	const suggestions =
		relaxedFilters?.(view.criteria, (criteria) => view.countOf(criteria), {
			category: (slug) => titles.get(slug) ?? slug,
			time: timeName
		}) ?? [];
	return {
		text: summaryText(count, view.total, view.isNarrowed),
		count,
		suggestions: suggestions.map(({ label, count, criteria }) => ({
			label: `Remove “${label}” (${articleCount(count)})`,
			href: href(viewUrl(criteria, scope))
		})),
		note: note ?? view.phraseNote
	};
}
