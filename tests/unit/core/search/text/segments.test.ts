import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const granularities: string[] = [];

beforeEach(() => {
	granularities.length = 0;
	const { Segmenter } = Intl;
	vi.stubGlobal(
		'Intl',
		Object.assign(Object.create(Intl) as typeof Intl, {
			Segmenter: class extends Segmenter {
				constructor(...options: ConstructorParameters<typeof Segmenter>) {
					super(...options);
					granularities.push(options[1]!.granularity!);
				}
			}
		})
	);
	vi.resetModules();
});

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

describe('a segmenter, which is slow to create', () => {
	it('for graphemes is created on first use', async () => {
		const { markedSegments } = await import('../../../../../src/lib/core/search/text/segments.ts');
		expect(granularities).toEqual([]);
		for (let times = 0; times < 2; times++)
			expect(markedSegments('e\u0301t', [{ start: 0, end: 1 }])).toEqual([
				{ text: 'e\u0301', mark: true },
				{ text: 't', mark: false }
			]);
		expect(granularities).toEqual(['grapheme']);
	});

	it('for graphemes is not created for Latin text, where each code unit is a grapheme', async () => {
		const { wholeCharacters } = await import('../../../../../src/lib/core/search/text/segments.ts');
		const latin = [[0x0a, 0x0a] as const, [0x20, 0x2ff] as const, [0x2010, 0x2026] as const];
		const unit = fc.oneof(
			...latin.map(([from, to]) =>
				fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code))
			)
		);
		const text = fc.string({ unit, minLength: 1, maxLength: 30 });
		const { Segmenter } = Object.getPrototypeOf(Intl) as typeof Intl;
		fc.assert(
			fc.property(text, fc.nat(), fc.nat(), (text, from, length) => {
				const start = from % text.length;
				const range = { start, end: start + (length % (text.length - start + 1)) };
				expect(wholeCharacters(text)(range)).toEqual(range);
				expect([...new Segmenter().segment(text)]).toHaveLength(text.length);
			})
		);
		expect(granularities).toEqual([]);
	});

	it('for words is created for the first text in a script without spaces', async () => {
		const { createAnalyser } = await import('../../../../../src/lib/core/search/text/analyse.ts');
		const analyser = createAnalyser('en');
		expect(analyser.documentTerms('HttpClientFactory in C# and Ærø')).toContain('csharp');
		expect(granularities).toEqual([]);
		for (let times = 0; times < 2; times++)
			expect(analyser.documentTerms('港の船員')).toContain('船員');
		expect(granularities).toEqual(['word']);
	});
});
