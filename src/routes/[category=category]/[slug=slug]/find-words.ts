import site from '$generated/site.json';
import type { FindInText } from '$lib/reading/found';
import { createAnalyser } from '$lib/search/analyse';
import { matchesOf } from '$lib/search/matches';
import { markedSegments, type Range } from '$lib/search/segments';
import { loadStemmer } from '$lib/search/stemmers';
import type { LastSearch } from '../../last-search';

/** Finds in an article's text just what the list marks of it. */
export async function findWords({ q, terms }: LastSearch): Promise<FindInText> {
	const analyser = createAnalyser(site.language, await loadStemmer(site.language));
	const matches = matchesOf(q, terms, analyser);
	return (text) => {
		const found = matches(text);
		return found.length ? marksOf(text, found) : [];
	};
}

function marksOf(text: string, found: readonly Range[]): Range[] {
	let end = 0;
	return markedSegments(text, found).flatMap((segment) => {
		const start = end;
		end += segment.text.length;
		return segment.mark ? { start, end } : [];
	});
}
