import { expect, it } from 'vitest';
import { createAnalyser } from '../../../src/lib/core/search/text/analyse.ts';
import { loadStemmer } from '../../../src/lib/core/search/text/stemmers.ts';
import { repeated } from '../../bench/large-library.ts';

const article = (slug: string) => ({
	category: 'core',
	slug,
	title: 'Tracking of changes in one context',
	description: 'What is tracked',
	level: 'Beginner' as const,
	minutes: 1,
	published: '2026-01-01',
	tags: [],
	headings: [{ id: 'a', depth: 2, text: 'Changes' }],
	sections: [{ id: '', heading: '', prose: 'one two three four five six', code: 'a b c' }]
});

it('repeats a library until it has so many articles, each with an address of its own', () => {
	const all = [...repeated([article('a'), article('b')], 5)];
	expect(new Set(all.map(({ slug }) => slug)).size).toBe(5);
	expect(all.slice(0, 2)).toEqual([article('a'), article('b')]);
});

it('gives each copy words of its own, every fifth, that are one term each', async () => {
	const analyser = createAnalyser('en', await loadStemmer('en'));
	const all = [...repeated([article('a')], 60)];
	const words = all.map(({ title }) => title.split(' '));
	for (const copy of words.slice(1)) {
		const changed = copy.filter((word, n) => word !== words[0]![n]);
		expect(changed).toHaveLength(2);
		expect(analyser.documentTerms(changed.join(' '))).toHaveLength(2);
	}
	const terms = new Set(all.flatMap(({ title }) => analyser.documentTerms(title)));
	expect(terms.size).toBeGreaterThanOrEqual(2 * 59);
});
