import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const made: string[] = [];

beforeEach(() => {
	made.length = 0;
	const { Segmenter } = Intl;
	vi.stubGlobal(
		'Intl',
		Object.assign(Object.create(Intl) as typeof Intl, {
			Segmenter: class extends Segmenter {
				constructor(...options: ConstructorParameters<typeof Segmenter>) {
					super(...options);
					made.push(options[1]!.granularity!);
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

describe('what cuts a text, which takes long to make', () => {
	it('into characters is asked for when a text is cut, not before', async () => {
		const { markedSegments } = await import('../../../../../src/lib/core/search/text/segments.ts');
		expect(made).toEqual([]);
		for (let times = 0; times < 2; times++)
			expect(markedSegments('e\u0301t', [{ start: 0, end: 1 }])).toEqual([
				{ text: 'e\u0301', mark: true },
				{ text: 't', mark: false }
			]);
		expect(made).toEqual(['grapheme']);
	});

	it('into characters is asked nothing of Latin text, whose units are its characters', async () => {
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
		expect(made).toEqual([]);
	});

	it('into words is asked for by the first text that has no spaces', async () => {
		const { createAnalyser } = await import('../../../../../src/lib/core/search/text/analyse.ts');
		const analyser = createAnalyser('en');
		expect(analyser.documentTerms('HttpClientFactory in C# and Ærø')).toContain('csharp');
		expect(made).toEqual([]);
		for (let times = 0; times < 2; times++)
			expect(analyser.documentTerms('港の船員')).toContain('船員');
		expect(made).toEqual(['word']);
	});
});
