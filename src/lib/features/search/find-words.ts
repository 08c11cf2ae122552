import site from '$generated/site.json';
import type { FindInText } from './mark-matches.ts';
import { createAnalyser } from '$lib/core/search/text/analyse.ts';
import { matchesOf } from '$lib/core/search/passages/matches.ts';
import { markedSegments, type Range } from '$lib/core/search/text/segments.ts';
import { loadStemmer } from '$lib/core/search/text/stemmers.ts';
import type { ReferringSearch } from '$lib/features/device/search-referrer.ts';

/** Finds in an article's text the same matches that the list of results highlights. */
export async function findWords({ q, terms }: ReferringSearch): Promise<FindInText> {
	const analyser = createAnalyser(site.language, await loadStemmer(site.language));
	const matches = matchesOf(q, terms, analyser);
	return (text) => {
		const ranges = matches(text);
		return ranges.length ? markedRanges(text, ranges) : [];
	};
}

/** The ranges as they are highlighted: adjacent ones are one. */
function markedRanges(text: string, ranges: readonly Range[]): Range[] {
	let end = 0;
	return markedSegments(text, ranges).flatMap((segment) => {
		const start = end;
		end += segment.text.length;
		return segment.mark ? { start, end } : [];
	});
}
