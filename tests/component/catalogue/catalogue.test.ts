import { describe, expect, it, vi } from 'vitest';
import { createAnalyser } from '../../../src/lib/core/search/text/analyse.ts';
import type { SearchEngine } from '../../../src/lib/core/search/ranking/engine.ts';
import { MissingParts } from '../../../src/lib/core/search/parts/part-store.ts';
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

describe('a library with an index in parts', () => {
	const hit = (slug: string) => ({ id: `backend/${slug}`, score: 1, terms: [slug] });

	/** `load` fetches what a query needs; until then, searching throws. */
	async function openLibrary(load: (q: string) => Promise<void>) {
		const fetched = new Set<string>();
		const search = (q: string) => {
			if (fetched.has(q)) return [hit(q)];
			throw new MissingParts(() => load(q).then(() => void fetched.add(q)));
		};
		const library = new Catalogue({
			cards: () => Promise.resolve([card('tea'), card('soup', { description: 'Not tea' })]),
			engine: async (cards) => {
				await cards();
				return { search } as never as SearchEngine;
			}
		});
		await library.loadEngine();
		const slugs = (q: string) => library.find(q).map((found) => found.card.slug);
		return { library, slugs };
	}

	it('searches titles and descriptions, then shows the last answer until the next is there', async () => {
		const { library, slugs } = await openLibrary(() => Promise.resolve());
		expect(library.partsFor('tea')).toBe('loading');
		expect(slugs('tea')).toEqual(['tea', 'soup']);
		await vi.waitFor(() => expect(library.partsFor('tea')).toBe('ready'));
		expect(slugs('tea')).toEqual(['tea']);
		expect(slugs('soup')).toEqual(['tea']);
		expect(library.partsFor('soup')).toBe('loading');
		await vi.waitFor(() => expect(slugs('soup')).toEqual(['soup']));
		expect(library.termsOf('soup', 'backend/soup')).toEqual(['soup']);
	});

	it('says that parts cannot be fetched, and searches titles until they can', async () => {
		let isOnline = false;
		const { library, slugs } = await openLibrary(() =>
			isOnline ? Promise.resolve() : Promise.reject(new TypeError('Failed to fetch'))
		);
		expect(slugs('tea')).toEqual(['tea', 'soup']);
		await vi.waitFor(() => expect(library.partsFor('tea')).toBe('failed'));
		expect(slugs('tea')).toEqual(['tea', 'soup']);
		isOnline = true;
		dispatchEvent(new Event('online'));
		await vi.waitFor(() => expect(library.partsFor('tea')).toBe('ready'));
		expect(slugs('tea')).toEqual(['tea']);
	});

	it('does not take an error of the engine for a missing part', async () => {
		const library = new Catalogue({
			cards: () => Promise.resolve([]),
			engine: () =>
				Promise.resolve({
					search() {
						throw new RangeError('a bug');
					}
				} as never as SearchEngine)
		});
		await library.loadEngine();
		expect(() => library.find('tea')).toThrow('a bug');
	});
});
