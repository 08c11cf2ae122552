import { describe, expect, it, vi } from 'vitest';
import { createAnalyser } from '../../../src/lib/core/search/text/analyse.ts';
import type { SearchEngine } from '../../../src/lib/core/search/ranking/engine.ts';
import { Catalogue } from '../../../src/lib/features/catalogue/catalogue.svelte.ts';
import { card } from '../../unit/core/filter/cards.ts';

describe('a library without an index', () => {
	const library = new Catalogue({
		cards: () =>
			Promise.resolve([
				card('a', { title: 'A Café in Łódź' }),
				card('b', { title: 'Tea', description: 'What the nai\u0308ve drink' })
			]),
		engine: () => Promise.reject(new Error('no index'))
	});

	it.each([
		['café', ['a']],
		['CAFE', ['a']],
		['cafe\u0301 in', ['a']],
		['naïve', ['b']],
		['naive tea', ['b']],
		['tea café', []]
	])('finds %j by titles and descriptions, whatever the accents', async (q, slugs) => {
		await library.loadCards();
		expect(library.find(q).map((found) => found.card.slug)).toEqual(slugs);
	});
});

describe('a library with its index', () => {
	it('searches it once for a query, and reads terms only of hits that are shown', async () => {
		const terms = vi.fn(() => ['term']);
		const hits = ['a', 'b'].map((slug) => ({
			id: `backend/${slug}`,
			score: 1,
			get terms() {
				return terms();
			}
		}));
		const search = vi.fn(() => hits);
		const library = new Catalogue({
			cards: () => Promise.resolve([card('b'), card('a')]),
			engine: () =>
				Promise.resolve({ analyser: createAnalyser('en'), search } as never as SearchEngine)
		});
		await Promise.all([library.loadCards(), library.loadEngine()]);
		expect(library.find('x').map((found) => found.card.slug)).toEqual(['a', 'b']);
		expect(terms).not.toHaveBeenCalled();
		expect(library.termsOf('x', 'backend/b')).toEqual(['term']);
		expect(library.termsOf('x', 'backend/none')).toEqual([]);
		expect(terms).toHaveBeenCalledOnce();
		expect(search).toHaveBeenCalledOnce();
		library.find('y');
		expect(search).toHaveBeenCalledTimes(2);
	});
});
