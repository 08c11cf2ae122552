import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Section } from '../../../../../src/lib/core/article/article.ts';
import { createAnalyser, type Analyser } from '../../../../../src/lib/core/search/text/analyse.ts';
import { matchesOf } from '../../../../../src/lib/core/search/passages/matches.ts';
import {
	findPassage,
	passageUrl,
	titleSegments,
	type Passage
} from '../../../../../src/lib/core/search/passages/passages.ts';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import type { Segment } from '../../../../../src/lib/core/search/text/segments.ts';
import { loadStemmer } from '../../../../../src/lib/core/search/text/stemmers.ts';

const english = createAnalyser('en', await loadStemmer('en'));

/** Shows marks as brackets. */
const show = (segments: readonly Segment[]) =>
	segments.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('');
const joined = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('');

const termsOf = (analyser: Analyser, query: string) =>
	analyser.queryTerms(query).map(({ term }) => term);

const finder = (query: string, found = termsOf(english, query)) => matchesOf(query, found, english);

const section = (prose: string, more: Partial<Section> = {}): Section => ({
	id: 'part',
	heading: 'Part',
	prose,
	code: '',
	...more
});

describe('title marks', () => {
	it.each([
		['outbox', 'The Transactional Outbox', 'The Transactional [Outbox]'],
		['migrating', 'Migrations that migrate', '[Migrations] that [migrate]'],
		['client', 'HttpClientFactory in depth', 'Http[Client]Factory in depth'],
		['HttpClientFactory', 'HttpClientFactory in depth', '[HttpClientFactory] in depth'],
		['ef', 'EF_Core and EF-Core', '[EF]_Core and [EF]-Core'],
		['c#', 'C# beside C++ and C', '[C#] beside C++ and C'],
		['.net', 'ASP.NET Core on .NET 10', '[ASP.NET] Core on [.NET] 10'],
		['cafe', 'Un Café et un cafe\u0301', 'Un [Café] et un [café]'],
		['x', 'X\u0301 and x', '[X\u0301] and [x]'],
		['how do I cache', 'How to Cache', 'How to [Cache]'],
		['how to', 'How to Cache', '[How] [to] Cache'],
		['', 'Cache', 'Cache'],
		['<b>', '<b>&amp;</b>', '<[b]>&amp;</[b]>']
	])('for %j in %j', (query, title, marked) => {
		expect(show(titleSegments(title, finder(query)))).toBe(marked);
	});

	it('cover completions and spelling corrections from the index', () => {
		expect(
			show(
				titleSegments(
					'Transactions transform',
					finder('trans', english.titleTerms('Transactions transform'))
				)
			)
		).toBe('[Transactions] [transform]');
		expect(show(titleSegments('PostgreSQL', finder('postgressql', ['postgresql'])))).toBe(
			'[PostgreSQL]'
		);
	});

	it('cover words and bigrams in languages without spaces', () => {
		const chinese = createAnalyser('zh');
		const find = matchesOf('索引', termsOf(chinese, '索引'), chinese);
		expect(show(titleSegments('数据库索引入门', find))).toBe('数据库[索引]入门');
	});
});

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

describe('the URL of a passage', () => {
	const at = (id: string, quotePrefix: string, quote: string) =>
		passageUrl('/a/b/', {
			heading: { id, segments: [] },
			quote,
			quotePrefix
		} as unknown as Passage);

	it.each([
		['its-end', '', 'two words', '/a/b/#its-end:~:text=two%20words'],
		['its-end', '', '', '/a/b/#its-end'],
		['', '', 'a-b, c & d', '/a/b/#:~:text=a%2Db%2C%20c%20%26%20d'],
		['', '', '', '/a/b/'],
		['größe', '', '\ud800', '/a/b/#gr%C3%B6%C3%9Fe:~:text=%EF%BF%BD'],
		['costs', 'a - b', 'ledger', '/a/b/#costs:~:text=a%20%2D%20b-,ledger']
	])('under %j, after %j, quoting %j', (id, quotePrefix, quote, url) => {
		expect(at(id, quotePrefix, quote)).toBe(url);
	});
});

const anything = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'binary', maxLength: 8 }),
			fc.constantFrom(
				...['outbox', ' ', '. ', '\n', 'Relay', 'HttpClient', 'C#', '.NET', 'e\u0301', '👩‍💻', '🇩🇪'],
				...['ﾞ', 'ｶﾞ', '数据库', '\ud83d', '\u200d', 'x'.repeat(70), '\u0301'.repeat(9)]
			)
		),
		{ maxLength: 80 }
	)
	.map((parts) => parts.join(''));
const queries = fc.oneof(fc.constantFrom('outbox', 'relay http', 'c# 数据', 'e'), anything);

describe('for any text', () => {
	const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
	const boundaries = (text: string) =>
		new Set([...graphemes.segment(text)].map(({ index }) => index).concat(text.length));

	/** Collapses white space; returns the offset of each unit in the original text, and its end. */
	function collapseSpaces(text: string) {
		const units = [...text.matchAll(/\s+|[^\s]/g)];
		return {
			line: units.map(([unit]) => (/\s/.test(unit) ? ' ' : unit)).join(''),
			places: units.map(({ index }) => index).concat(text.length)
		};
	}
	/** Whether the text contains `passage` at grapheme boundaries. */
	function containsWhole(text: string, passage: string) {
		const origin = text.normalize('NFC');
		const { line, places } = collapseSpaces(origin);
		const whole = boundaries(origin);
		for (let from = line.indexOf(passage); from >= 0; from = line.indexOf(passage, from + 1))
			if (whole.has(places[from]!) && whole.has(places[from + passage.length]!)) return true;
		return false;
	}

	it('marks whole characters and loses none', () => {
		fc.assert(
			fc.property(anything, queries, (title, query) => {
				const segments = titleSegments(title, finder(query));
				const text = title.normalize('NFC');
				expect(joined(segments)).toBe(text);
				let at = 0;
				const whole = boundaries(text);
				for (const segment of segments) {
					expect(whole.has(at)).toBe(true);
					at += segment.text.length;
				}
			})
		);
	});

	it('keeps one space if a mark starts inside white space', () => {
		// The joiner belongs to the preceding space and the letters after it to the mark.
		const passage = findPassage('Title', [section('\n \u200d数据库')], finder('数据库'))!;
		expect(joined(passage.segments)).toBe(' \u200d数据库');
	});

	it('shows a passage of limited length, cut between graphemes', () => {
		fc.assert(
			fc.property(fc.array(anything, { maxLength: 4 }), queries, (texts, query) => {
				const found = findPassage(
					'Title',
					texts.map((text, i) => section(text, { code: texts[i - 1] ?? '' })),
					finder(query)
				);
				if (!found) return;
				const shown = joined(found.segments);
				const bare = shown.replace(/^…|…$/g, '');
				expect([...texts, 'Part'].some((text) => containsWhole(text, bare))).toBe(true);
				expect(shown.length).toBeLessThan(300);
				expect(found.quote).not.toContain('\n');
			}),
			{ numRuns: 300 }
		);
	});

	it.each([
		['a megabyte of prose', section('The relay reads the outbox again. '.repeat(30_000))],
		['a line of a megabyte', section('', { code: 'relay=outbox;'.repeat(80_000) })],
		['a megabyte of lines', section('', { code: 'relay\n'.repeat(170_000) })],
		['a megabyte without spaces', section('relay' + 'x'.repeat(1_000_000))],
		['a megabyte of marks', section(`relay a${'\u0301'.repeat(1_000_000)}`)]
	])('finishes for %s', (_what, one) => {
		// An algorithm slower than linear would take minutes.
		expect(findPassage('A', [one], finder('outbox relay cache'))).not.toBeUndefined();
	});
});
