import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Section } from '../../../src/lib/core/article/article.ts';
import { areSections } from '../../../src/lib/core/article/sections.ts';
import { createAnalyser } from '../../../src/lib/core/search/text/analyse.ts';
import type { SearchEngine } from '../../../src/lib/core/search/ranking/engine.ts';
import { Passages } from '../../../src/lib/features/search/passages.svelte.ts';
import { card } from '../../unit/core/filter/cards.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const cards = [
	card('text', { title: 'Queues', description: 'What an article says of queues, at length.' }),
	card('both', { title: 'The outbox', description: 'What an article says of queues, at length.' }),
	card('other', { title: 'Relays', description: 'How the outbox is emptied, and by whom it is.' })
];
const section = (prose: string, code = ''): Section => ({ id: 'one', heading: 'One', prose, code });
const sections: Record<string, Section[]> = {
	'backend/text': [section('Rows of an outbox.')],
	'backend/both': [section('', 'var outbox = new Outbox();')],
	'backend/other': [section('Nothing of the kind.')]
};
const engine = {
	analyser: createAnalyser('en'),
	search: (query: string) =>
		cards.map(({ slug }) => ({ id: `backend/${slug}`, score: 1, terms: query.split(' ') }))
} as never as SearchEngine;

async function rest(
	query: string,
	fetch = (id: string): Promise<readonly Section[]> => Promise.resolve(sections[id]!)
) {
	const passages = new Passages(engine, fetch);
	for (const one of cards) passages.show(one);
	passages.setQuery(query);
	await vi.advanceTimersByTimeAsync(1000);
	return passages;
}
const words = (passages: Passages, id: string, query: string) =>
	passages.detailsOf(`backend/${id}`, query)?.foundIn;

describe('the matching parts of a hit', () => {
	it('are its title, description, prose or code', async () => {
		const passages = await rest('outbox');
		expect(words(passages, 'text', 'outbox')).toEqual(['Text']);
		expect(words(passages, 'both', 'outbox')).toEqual(['Title', 'Code']);
		expect(words(passages, 'other', 'outbox')).toEqual(['Description']);
		const { passage, inText } = passages.detailsOf('backend/other', 'outbox')!;
		expect(passage!.segments.map(({ text }) => text).join('')).toContain('How the outbox');
		expect(inText).toBe(false);
	});

	it('are the title alone, without a passage, if only that matches', async () => {
		const passages = await rest('relays');
		expect(passages.detailsOf('backend/other', 'relays')).toMatchObject({
			foundIn: ['Title'],
			passage: null
		});
		expect(passages.detailsOf('backend/text', 'relays')).toBeUndefined();
	});

	it('are title and description if the text cannot be fetched', async () => {
		const passages = await rest('outbox', () => Promise.reject(new Error('No network')));
		const of = (id: string) => passages.detailsOf(`backend/${id}`, 'outbox');
		expect(of('text')).toEqual({ foundIn: [], passage: null, inText: false, textMissing: true });
		expect(of('both')).toMatchObject({ foundIn: ['Title'], passage: null, textMissing: true });
		expect(of('other')).toMatchObject({ foundIn: ['Description'], textMissing: true });
		expect(of('other')!.passage!.segments.filter(({ mark }) => mark)).toHaveLength(1);
	});

	it('are determined again for a text that is fetched with the next query', async () => {
		let network = false;
		const passages = await rest('outbox', (id) =>
			network ? Promise.resolve(sections[id]!) : Promise.reject(new Error('No network'))
		);
		network = true;
		passages.setQuery('outbox rows');
		await vi.advanceTimersByTimeAsync(1000);
		expect(passages.detailsOf('backend/text', 'outbox rows')).toMatchObject({
			foundIn: ['Text'],
			textMissing: false
		});
	});

	it('are determined again for a text that is fetched once the network has returned', async () => {
		let network = false;
		const passages = await rest('outbox', (id) =>
			network ? Promise.resolve(sections[id]!) : Promise.reject(new Error('No network'))
		);
		expect(passages.detailsOf('backend/text', 'outbox')).toMatchObject({ textMissing: true });
		network = true;
		passages.retry();
		await vi.advanceTimersByTimeAsync(0);
		expect(words(passages, 'text', 'outbox')).toEqual(['Text']);
		expect(words(passages, 'both', 'outbox')).toEqual(['Title', 'Code']);
		expect(passages.detailsOf('backend/other', 'outbox')).toMatchObject({ textMissing: false });
	});
});

describe('passages', () => {
	it('are found for a card that appears in another place before it leaves the first', async () => {
		const passages = new Passages(engine, (id) => Promise.resolve(sections[id]!));
		const leave = passages.show(cards[0]!);
		const leaveNext = passages.show(cards[0]!);
		leave();
		passages.setQuery('outbox');
		await vi.advanceTimersByTimeAsync(1000);
		expect(words(passages, 'text', 'outbox')).toEqual(['Text']);
		leaveNext();
		passages.setQuery('rows');
		await vi.advanceTimersByTimeAsync(1000);
		expect(words(passages, 'text', 'rows')).toBeUndefined();
	});

	it('are requested once typing pauses, not for cards that become visible before', async () => {
		const asked: string[] = [];
		const passages = new Passages(engine, (id) => {
			asked.push(id);
			return Promise.resolve(sections[id]!);
		});
		passages.show(cards[0]!);
		passages.setQuery('outbox');
		await vi.advanceTimersByTimeAsync(1000);
		passages.setQuery('outbox r');
		passages.show(cards[1]!);
		expect(asked).toEqual(['backend/text']);
		await vi.advanceTimersByTimeAsync(1000);
		expect(asked).toEqual(['backend/text', 'backend/both']);
	});

	it('belong to the current query, not to an earlier one', async () => {
		const passages = await rest('outbox');
		expect(words(passages, 'text', 'outbox')).toBeDefined();
		passages.setQuery('outbox rows');
		expect(words(passages, 'text', 'outbox rows')).toBeUndefined();
		await vi.advanceTimersByTimeAsync(1000);
		expect(words(passages, 'text', 'outbox rows')).toEqual(['Text']);
	});

	it('of other articles are found if one article’s file is invalid', async () => {
		const passages = await rest('outbox', (id) =>
			Promise.resolve(id === 'backend/text' ? ({} as never) : sections[id]!)
		);
		expect(words(passages, 'text', 'outbox')).toBeUndefined();
		expect(words(passages, 'both', 'outbox')).toEqual(['Title', 'Code']);
		passages.setQuery('relays');
		await vi.advanceTimersByTimeAsync(1000);
		expect(words(passages, 'other', 'relays')).toEqual(['Title']);
	});
});

describe('sections', () => {
	it.each([
		[[section('')], true],
		[[], true],
		[{}, false],
		[null, false],
		[[null], false],
		[[{ id: '', heading: '', prose: '' }], false],
		['[]', false]
	])('%j: %s', (value, are) => {
		expect(areSections(value)).toBe(are);
	});
});
