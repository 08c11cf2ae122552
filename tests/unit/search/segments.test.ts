import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
	vi.unstubAllGlobals();
	vi.resetModules();
});

it('what cuts a text into characters is asked for when a text is cut, not before', async () => {
	const made: string[] = [];
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
	const { markedSegments } = await import('../../../src/lib/search/segments.ts');
	expect(made).toEqual([]);
	for (let times = 0; times < 2; times++)
		expect(markedSegments('e\u0301t', [{ start: 0, end: 1 }])).toEqual([
			{ text: 'e\u0301', mark: true },
			{ text: 't', mark: false }
		]);
	expect(made).toEqual(['grapheme']);
});
