import { describe, expect, it } from 'vitest';
import { buildEngine, searchSlugs, type Text } from './build-engine.ts';

describe('combining marks', () => {
	it.each([
		['ar', 'العَرَبِيَّة', ['العربية', 'العَربية']],
		['ar', 'إِعْدَاد', ['اعداد', 'إعداد', 'أعداد']],
		['ar', 'قاعـــدة', ['قاعدة', 'قَاعِدَة']],
		['ar', 'وبيانات', ['بيانات']],
		['he', 'מַחְשֵׁב', ['מחשב', 'מחשׁב']],
		['he', 'בְּרֵאשִׁית', ['בראשית']],
		['hi', 'ज़रूरत', ['जरूरत', 'ज\u093Cरूरत']],
		['hi', 'सँभालना', ['संभालना', 'सभालना']],
		['bn', 'ছাঁকনি', ['ছাকনি']],
		['ru', 'за\u0301мок', ['замок']],
		['el', 'βάση', ['βαση', 'ΒΑΣΗ']],
		['vi', 'cơ sở dữ liệu', ['co so du lieu', 'cơ sở']],
		['en', 'Škoda naïve', ['skoda', 'naive']]
	])('are optional in %s: %j', async (language, word, queries) => {
		const engine = await buildEngine(
			[
				['a', 'A', `${word}.`],
				['b', 'B', 'x']
			],
			language
		);
		for (const query of queries) expect(searchSlugs(engine, query, false), query).toEqual(['a']);
		const bare = await buildEngine(
			queries.map((query, n): Text => [`q${n}`, 'Q', query]),
			language
		);
		expect(searchSlugs(bare, word, false), 'with marks').toContain('q0');
	});

	it('that form a different letter are not optional', async () => {
		const russian = await buildEngine([['a', 'A', 'мои']], 'eo');
		expect(searchSlugs(russian, 'мой', false)).toEqual([]);
		const hindi = await buildEngine([['a', 'A', 'कि']], 'hi');
		expect(searchSlugs(hindi, 'का', false)).toEqual([]);
		const japanese = await buildEngine([['a', 'A', 'かき']], 'ja');
		expect(searchSlugs(japanese, 'がぎ', false)).toEqual([]);
	});
});

describe('hyphens and apostrophes', () => {
	it.each([
		['read\u2011only', 'read-only'],
		['read-only', 'read\u2010only'],
		['write\uFF0Dahead', 'write-ahead'],
		['write-ahead', 'write\uFE63ahead'],
		['צל\u05BEאור', 'צל-אור'],
		['O\u02BCNeill', "O'Neill"],
		["O'Neill", 'O\u2018Neill'],
		['m\u02BCяч', 'm’яч'],
		["l'index", 'l\uFF07index']
	])('match their ASCII forms: %j is found by %j, as one name', async (text, query) => {
		const engine = await buildEngine([
			['a', 'A', `Here is ${text}.`],
			['b', 'B', 'Something else.']
		]);
		const terms = (words: string) => engine.analyser.queryTerms(words).map(({ term }) => term);
		expect(terms(query)).toEqual(terms(text));
		expect(searchSlugs(engine, query, false)).toEqual(['a']);
	});

	it('of any kind start a contraction suffix', async () => {
		const { analyser } = await buildEngine([]);
		for (const mark of ["'", '’', 'ʼ', '＇'])
			expect(analyser.documentTerms(`The relay${mark}s row`), mark).toEqual(['relay', 'row']);
	});

	it('do not prevent an exact title match', async () => {
		const engine = await buildEngine([
			['a', 'Don’t retry write‑ahead logs', 'x'],
			['b', 'Retry', `don't retry write-ahead logs. `.repeat(9)]
		]);
		expect(searchSlugs(engine, "don't retry write-ahead logs")[0]).toBe('a');
	});
});

describe('symbols and emoji', () => {
	const engine = buildEngine([
		['rocket', 'Ship it 🚀', 'Fast.'],
		['arrow', 'The => operator', 'Lambdas.'],
		['null', 'Use ?? and ??= well', 'Null.'],
		['heart', 'I ❤️ queues', 'Really ✅.'],
		['sun', 'Sunny ☀ days', 'Bright.'],
		['warn', 'Careful ⚠️', 'Mind this ✔️ and 🔥.']
	]);

	it.each([
		['🚀', ['rocket']],
		['=>', ['arrow']],
		['??', ['null']],
		['??=', ['null']],
		['?? ??=', ['null']],
		['❤️', ['heart']],
		['❤', ['heart']],
		['⚠', ['warn']],
		['☀\uFE0F', ['sun']],
		['🔥', []],
		['✔️', []],
		['🎉', []],
		['->', []],
		['\uFE0F', []],
		['"', []],
		['👩‍💻', []]
	])('%j finds only titles that contain it', async (query, slugs) => {
		expect(searchSlugs(await engine, query)).toEqual(slugs);
	});

	it('are not terms', async () => {
		const { analyser } = await engine;
		for (const text of ['❤️', '⚠️ 🚀', '\uFE0F', 'x\u20E3'.slice(1), '👩‍💻'])
			expect(analyser.titleTerms(text), text).toEqual([]);
		expect(analyser.titleTerms('1️⃣ 葛󠄀')).toEqual(['1', '葛']);
	});

	it('are explained as title matches', async () => {
		const { rank, shares } = (await engine).explain('🚀', 'x/rocket');
		expect({ rank, shares }).toEqual({
			rank: 'score',
			shares: [{ term: '🚀', matched: [], widened: false, score: 1 }]
		});
	});
});

describe('a German compound', () => {
	const texts: Text[] = [
		['whole', 'Netz', 'Eine Leitung.'],
		['compound', 'Technik', 'Die Datenleitungen und der Primärschlüssel der Benutzertabelle.'],
		['derived', 'Anderes', 'Die Überleitung, die Begleitung, der Aufschlüssel und ein Vertrag.']
	];

	it.each([
		['Leitung', ['whole', 'compound']],
		['Leitungen', ['whole', 'compound']],
		['Schlüssel', ['compound']],
		['schlussel', ['compound']],
		['Tabelle', ['compound']],
		['Tabellen', ['compound']],
		['Trag', []],
		['elle', []]
	])('is found by its last part, ranked after the word itself: %j', async (query, slugs) => {
		const engine = await buildEngine(texts, 'de-AT');
		expect(searchSlugs(engine, query, false)).toEqual(slugs);
	});

	it('is not split in another language', async () => {
		expect(searchSlugs(await buildEngine(texts, 'en'), 'Tabelle', false)).toEqual([]);
	});
});
