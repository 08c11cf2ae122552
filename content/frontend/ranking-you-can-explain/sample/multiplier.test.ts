import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { miniSearchScore } from './bm25.ts';
import { found, openLibrary } from './library.ts';
import { createMiniSearch, withoutMultiplier } from './mini-search.ts';
import { pages } from './pages.ts';

const index = createMiniSearch(pages);
const question = 'change the size of a hypertable';
const ids = (results: readonly { id: unknown }[]) => results.map(({ id }) => id);

describe('a score of MiniSearch 7.2', () => {
	it('is the sum of its BM25 scores, times the number of query terms that matched', () => {
		const term = fc.constantFrom('relay', 'ledger', 'queue', 'mutex', 'socket');
		const texts = fc.array(term, { minLength: 1, maxLength: 10 });
		fc.assert(
			fc.property(
				fc.array(fc.record({ title: texts, text: texts }), { minLength: 2, maxLength: 8 }),
				fc.array(term, { minLength: 1, maxLength: 5 }),
				(documents, query) => {
					const mini = new MiniSearch({ fields: ['title', 'text'] });
					mini.addAll(
						documents.map(({ title, text }, id) => ({
							id,
							title: title.join(' '),
							text: text.join(' ')
						}))
					);
					const fields = [documents.map(({ title }) => title), documents.map(({ text }) => text)];
					const results = mini.search(query.join(' '));
					for (const { id, score } of results)
						expect(score).toBeCloseTo(miniSearchScore(query, id as number, fields), 9);
				}
			)
		);
	});

	it('grows with the square of the number of terms, all else being equal', () => {
		const mini = new MiniSearch({ fields: ['text'] });
		mini.addAll([
			{ id: 'one', text: 'relay one two three' },
			{ id: 'two', text: 'ledger queue one two' },
			{ id: 'other', text: 'one two three four' }
		]);
		const scores = new Map(mini.search('relay ledger queue').map(({ id, score }) => [id, score]));
		expect(scores.get('two')! / scores.get('one')!).toBeCloseTo(4, 9);
	});
});

describe('the question how to change the size of a hypertable', () => {
	it('gets four pages that say change and size before the only one on hypertables', () => {
		const results = index.search(question);
		expect(ids(results)[4]).toBe('chunks');
		for (const { queryTerms } of results.slice(0, 4))
			expect(queryTerms.toSorted()).toEqual(['chang', 'size']);
	});

	it('gets the only page on hypertables first without the multiplier', () => {
		expect(ids(withoutMultiplier(index.search(question)))[0]).toBe('chunks');
	});

	it('gets the only page on hypertables first here', async () => {
		expect(found(await openLibrary(pages), question)[0]).toBe('chunks');
	});

	it('gets no page at all if each must have every term', () => {
		expect(index.search(question, { combineWith: 'AND' })).toEqual([]);
	});
});

describe('terms that are alternatives', () => {
	it('still rank a page with all of them before one with any', async () => {
		const engine = await openLibrary(pages);
		const [first, ...others] = found(engine, 'restore a backup of the server');
		expect(first).toBe('restoring');
		expect(others).toContain('backups');
	});

	it('find nothing less for one more word that no page has', async () => {
		const engine = await openLibrary(pages);
		const before = found(engine, 'stale plans');
		expect(before[0]).toBe('stale-plans');
		expect(found(engine, 'stale plans xylophone')).toEqual(before);
	});
});
