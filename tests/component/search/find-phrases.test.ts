import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadSearchEngine } from '../../../src/lib/core/search/ranking/engine.ts';
import { buildSearchIndex } from '../../../src/lib/core/search/index/build-index.ts';
import { MissingParts } from '../../../src/lib/core/search/parts/part-store.ts';
import { Catalogue } from '../../../src/lib/features/catalogue/catalogue.svelte.ts';
import { preferPhrases } from '../../../src/lib/features/search/find-phrases.ts';
import { card } from '../../unit/core/filter/cards.ts';

const texts: Record<string, string> = {
	apart: 'Retry budget: retry, budget, retry. A budget of one retry is spent by each retry.',
	together: 'Everything has limits. A budgeted call may use the retry budget once, or not at all.',
	reversed: 'The budget retry is another thing, and a budget has a retry.',
	other: 'Nothing of the kind is in here.'
};
const sectionsOf = (slug: string) => [
	{ id: '', heading: '', prose: texts[slug]!.replace('Retry budget: ', ''), code: '' }
];
const cards = Object.keys(texts).map((slug) =>
	card(slug, { title: `About ${slug}`, description: 'An article in the list of articles.' })
);
const fetchText = vi.fn((url: string) => {
	const slug = /([a-z]+)\.json$/.exec(url)![1]!;
	return Promise.resolve(new Response(JSON.stringify(sectionsOf(slug))));
});

async function openCatalogue() {
	const index = await buildSearchIndex(
		cards.map((one) => ({ ...one, headings: [], sections: sectionsOf(one.slug) })),
		'en'
	);
	const catalogue = new Catalogue({
		cards: () => Promise.resolve(cards),
		engine: () => loadSearchEngine(index)
	});
	await Promise.all([catalogue.loadCards(), catalogue.loadEngine()]);
	return catalogue;
}

const catalogue = await openCatalogue();
const slugs = (q: string) => catalogue.find(q).map((found) => found.card.slug);

async function rest(q: string) {
	preferPhrases(catalogue, q);
	await vi.advanceTimersByTimeAsync(1000);
}

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('fetch', fetchText);
	fetchText.mockClear();
	catalogue.phraseMatches = null;
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('a quoted phrase', () => {
	it('puts the articles that have it first, once typing pauses', async () => {
		const q = '"retry budget"';
		expect(slugs(q)).toEqual(['apart', 'reversed', 'together']);
		await rest(q);
		expect(slugs(q)).toEqual(['together', 'apart', 'reversed']);
		expect(catalogue.phraseMatches!.note).toBeUndefined();
		expect(slugs('retry budget')).toEqual(['apart', 'reversed', 'together']);
	});

	it('fetches only articles with all of its words', async () => {
		await rest('"retry budget" limits');
		expect(fetchText).toHaveBeenCalledTimes(3);
	});

	it('is looked for first in articles that have its words next to each other', async () => {
		vi.spyOn(catalogue.engine!, 'phraseShare').mockImplementation((_phrase, id) =>
			Number(id.endsWith('together'))
		);
		await rest('"retry budget"');
		expect(fetchText.mock.calls[0]![0]).toContain('/together.json');
	});

	it('that no article has leads to a message', async () => {
		const q = 'limits "once budget"';
		await rest(q);
		expect(slugs(q)).toContain('together');
		expect(catalogue.phraseMatches).toMatchObject({
			q,
			note: 'No article has the phrase “once budget”. Showing articles with its words.'
		});
	});

	it('that may be in an article which could not be fetched leads to no message', async () => {
		fetchText.mockRejectedValueOnce(new Error('offline'));
		await rest('"once budget"');
		expect(catalogue.phraseMatches!.note).toBeUndefined();
	});

	it('is not looked for when parts of the index cannot be fetched', async () => {
		vi.spyOn(catalogue.engine!, 'phraseShare').mockImplementation(() => {
			throw new MissingParts(() => Promise.reject(new TypeError('Failed to fetch')));
		});
		await rest('"retry budget"');
		expect(fetchText).not.toHaveBeenCalled();
		expect(catalogue.phraseMatches).toBeNull();
	});

	it('fetches nothing during typing, and nothing without quotation marks', async () => {
		preferPhrases(catalogue, '"retry budget"')();
		await rest('retry budget');
		await rest('"retry bud');
		expect(fetchText).not.toHaveBeenCalled();
		expect(catalogue.phraseMatches).toBeNull();
	});
});
