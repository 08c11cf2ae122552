import type { Section } from '../../../../../src/lib/core/article/article.ts';
import { createAnalyser, type Analyser } from '../../../../../src/lib/core/search/text/analyse.ts';
import { matchesOf } from '../../../../../src/lib/core/search/passages/matches.ts';
import type { Segment } from '../../../../../src/lib/core/search/text/segments.ts';
import { loadStemmer } from '../../../../../src/lib/core/search/text/stemmers.ts';

export const english = createAnalyser('en', await loadStemmer('en'));

/** Shows marks as brackets. */
export const show = (segments: readonly Segment[]) =>
	segments.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('');
export const joined = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('');

export const termsOf = (analyser: Analyser, query: string) =>
	analyser.queryTerms(query).map(({ term }) => term);

export const finder = (query: string, found = termsOf(english, query)) =>
	matchesOf(query, found, english);

export const section = (prose: string, more: Partial<Section> = {}): Section => ({
	id: 'part',
	heading: 'Part',
	prose,
	code: '',
	...more
});
