import { describe, expect, it } from 'vitest';
import { createAnalyser } from '../../../../../src/lib/core/search/text/analyse.ts';
import { matchesOf } from '../../../../../src/lib/core/search/passages/matches.ts';
import { findPassage } from '../../../../../src/lib/core/search/passages/passages.ts';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import { finder, joined, section, show, termsOf } from './find-english.ts';

const filler = (n: number) => 'Nothing of the kind is said here at all. '.repeat(n);

describe('the passage of an article', () => {
	it('is the window with the most terms, from the start of its sentence', () => {
		const found = findPassage(
			'Messages',
			[
				section(`An outbox is first named here. ${filler(9)}`, { id: '', heading: '' }),
				section(`${filler(9)}The relay reads the outbox. ${filler(9)}`, {
					id: 'relay',
					heading: 'Moving on'
				})
			],
			finder('outbox relay')
		);
		expect(show(found!.segments)).toMatch(/The \[relay\] reads the \[outbox\]\. Nothing/);
		expect(found).toMatchObject({
			kind: 'prose',
			foundIn: 'Text',
			heading: { id: 'relay', segments: [{ text: 'Moving on', mark: false }] },
			quote: expect.stringContaining('The relay reads the outbox') as string
		});
	});

	it('prefers a rare term to a common one', () => {
		const found = findPassage(
			'A',
			[section('cache cache cache. '.repeat(40)), section(`${filler(5)}One cursor. ${filler(5)}`)],
			finder('cache cursor')
		);
		expect(show(found!.segments)).toContain('[cursor]');
	});

	it('prefers the section whose heading has the other term', () => {
		const found = findPassage(
			'A',
			[
				section(`Retries are named. ${filler(5)}`),
				section(`Retries are explained. ${filler(5)}`, { id: 'relay', heading: 'The relay' })
			],
			finder('relay retries')
		);
		expect(found!.heading.id).toBe('relay');
		expect(show(found!.heading.segments)).toBe('The [relay]');
	});

	it('is the start of a section if only its heading matches', () => {
		const found = findPassage(
			'A',
			[section('Other.'), section('Words follow.', { heading: 'Relay' })],
			finder('relay')
		);
		expect(found).toMatchObject({ quote: '', foundIn: 'Text' });
		expect(show(found!.segments)).toBe('Words follow.');
		const bare = findPassage('A', [section('', { heading: 'Relay' })], finder('relay'));
		expect(show(bare!.segments)).toBe('[Relay]');
	});

	it('is a line of code if no prose matches as well', () => {
		const code = 'var a = 1;\n    services.AddHttpClient<Orders>(); // orders\nreturn a;';
		const sections = [section('Orders are sent.', { code })];
		const found = findPassage('A', sections, finder('AddHttpClient'));
		expect(found).toMatchObject({ kind: 'code', foundIn: 'Code' });
		expect(show(found!.segments)).toBe('services.[AddHttpClient]<Orders>(); // orders');
		expect(findPassage('A', sections, finder('orders'))!.kind).toBe('prose');
	});

	it('names the title as its source if that has every term', () => {
		const sections = [section('The outbox and its relay.')];
		expect(findPassage('An outbox', sections, finder('outbox'))!.foundIn).toBe('Title');
		expect(findPassage('An outbox', sections, finder('outbox relay'))!.foundIn).toBe('Text');
	});

	it('is null if no section matches', () => {
		expect(findPassage('Outbox', [section('Other.')], finder('outbox'))).toBeNull();
		expect(findPassage('Outbox', [], finder('outbox'))).toBeNull();
		expect(findPassage('Outbox', [section('Other.')], finder(''))).toBeNull();
	});

	it('quotes at most one line, so that a browser finds it in one block', () => {
		const found = findPassage('A', [section('First item\nThe relay runs\nLast')], finder('relay'));
		expect(joined(found!.segments)).toBe('First item The relay runs Last');
		expect(found!.quote).toBe('The relay runs');
	});

	it.each([
		['ledger', 'step\ncost\nledger\n3', 'cost'],
		['ledger', 'The ledger has pages\nledger', ''],
		['ledger', 'ledger\nof two', ''],
		['broker', 'What the relay asks of it\nThe broker', 'What the relay asks of it'],
		['ledger', 'One step more\nWhat the ledger has to say', ''],
		['灯台', '入口\n古い灯台は岬の先端に立ち、夜になる', '']
	])('disambiguates %s in %j by the preceding text', (query, text, quotePrefix) => {
		expect(findPassage('A', [section(text)], finder(query))!.quotePrefix).toBe(quotePrefix);
	});

	it.each([
		['outbox', 'The relay\u200b reads the outbox again', 'reads the outbox again'],
		// In the page, the footnote number is attached to the word and changes it.
		['relay', 'The relay\u200b reads the outbox again', 'reads the outbox again'],
		['relay', 'The relay\u200b', ''],
		['relay', 'Here is the relay\u200b', 'Here is the'],
		['relay', 'So does the relay.\u200b The next waits', 'So does the relay.'],
		['outbox', 'A\u200b of the outbox\u200b and of the relay', 'and of the relay'],
		['relay', 'relay\u200b', '']
	])('quotes no footnote marker for %s in %j', (query, text, quote) => {
		expect(findPassage('A', [section(text)], finder(query))!.quote).toBe(quote);
	});

	it('starts and ends at word boundaries and quotes little in scripts without spaces', () => {
		const chinese = createAnalyser('zh');
		const find = matchesOf('索引', termsOf(chinese, '索引'), chinese);
		const sentence = '年轻的水手正在检查罗盘和缆绳，准备在涨潮之后离开码头';
		const passage = (before: string, after: string) =>
			findPassage('A', [section(`${before}索引${after}`)], find)!;
		const sentences = `${sentence}。`.repeat(9);
		const shown = show(passage(sentences, `在此。${sentences}`).segments);
		expect(shown).toMatch(/^年轻的/);
		expect(shown).toMatch(/。$/);
		const long = `${sentence}，`.repeat(20);
		const { segments, quote } = passage(long, long);
		const words = [
			...new Intl.Segmenter('zh', { granularity: 'word' }).segment(long + '索引' + long)
		];
		const breaks = new Set(words.map(({ index }) => index));
		const bare = joined(segments).replace(/^…|…$/g, '');
		for (const part of [bare, quote]) {
			const at = (long + '索引' + long).indexOf(part);
			expect(breaks.has(at) && breaks.has(at + part.length), part).toBe(true);
		}
		expect(quote.length).toBeLessThan(100);
	});

	it('is found by the terms that the index matched', async () => {
		const article = {
			category: 'a',
			slug: 'a',
			title: 'Orders',
			description: '',
			headings: [],
			sections: [section('Kept in PostgreSQL 17 by C# code; HttpClientFactory is not used.')]
		};
		const engine = await loadSearchEngine(await buildSearchIndex([article], 'en'));
		for (const [query, marked] of [
			['postgressql', '[PostgreSQL]'],
			['postg', '[PostgreSQL]'],
			['c#', '[C#]'],
			['factories', 'HttpClient[Factory]']
		] as const) {
			const [hit] = engine.search(query, { typing: true });
			const find = matchesOf(query, hit!.terms, engine.analyser);
			expect(show(findPassage('Orders', article.sections, find)!.segments)).toContain(marked);
		}
	});
});
