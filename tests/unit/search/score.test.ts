import { beforeAll, describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../src/lib/search/build-index.ts';
import { loadSearchEngine } from '../../../src/lib/search/engine.ts';

interface Case {
	rule: string;
	query: string;
	typing?: boolean;
	/** Title, headings and text by slug; the slug that must be first is `wanted`. */
	articles: Record<string, [title: string, headings: string, text: string]>;
}

const cases: Case[] = [
	{
		rule: 'many words that begin as what is typed count as the best of them',
		query: 'owned ent',
		typing: true,
		articles: {
			wanted: ['Owned types', 'Entities', 'An owned entity.'],
			entries: ['Other', 'Entries', 'Entry, entrance, enter, entire, enterprise, entail: owned.']
		}
	},
	{
		rule: 'a query is read up to a length',
		query: `relay${' '.repeat(5000)}outbox`,
		articles: {
			wanted: ['Relay', '', 'A switch.'],
			outbox: ['The outbox', '', 'The relay of the outbox: a relay.']
		}
	},
	{
		rule: 'a title’s match is worth less than one in the text and the headings',
		query: 'enumerate conversions',
		articles: {
			wanted: ['Values', 'Conversions', 'How to enumerate conversions.'],
			titled: ['Conversions of units', '', 'Pounds and feet.'],
			titledToo: ['An apple', '', 'Nothing.']
		}
	},
	{
		rule: 'a word of most texts is common in the one title that has it, too',
		query: 'retry conflict',
		articles: {
			wanted: ['Aggregates', 'Notes', 'A conflict: we retry.'],
			titled: ['Retry', 'Retry', 'Telegram says when to.'],
			a: ['A', 'Notes', 'They retry.'],
			b: ['B', 'Notes', 'They retry.'],
			c: ['C', 'Notes', 'They retry.'],
			d: ['D', 'Notes', 'They retry.'],
			e: ['E', 'Notes', 'They retry.']
		}
	}
];

describe.each(cases)('$rule', ({ query, typing, articles }) => {
	let found: string[];

	beforeAll(async () => {
		const engine = await loadSearchEngine(
			await buildSearchIndex(
				Object.entries(articles).map(([slug, [title, heading, prose]]) => ({
					category: 'x',
					slug,
					title,
					description: '',
					headings: heading ? [{ id: '', depth: 2, text: heading }] : [],
					sections: [{ id: '', heading, prose, code: '' }]
				})),
				'en'
			)
		);
		found = engine.search(query, { typing }).map(({ id }) => id);
	});

	it('puts the right article first', () => {
		expect(found.length).toBeGreaterThan(1);
		expect(found[0]).toBe('x/wanted');
	});
});
