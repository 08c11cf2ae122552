import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { buildSearchIndex } from '../../../../src/lib/core/search/index/build-index.ts';
import { indexTerms, readHeader, writeIndexFile } from '../../../../src/lib/core/search/index/index-file.ts';
import { indexOptions } from '../../../../src/lib/core/search/index/index-options.ts';
import { loadSearchEngine } from '../../../../src/lib/core/search/ranking/engine.ts';
import index from './results/index.json';

/** The file of an index that has these terms, each in one article. */
function fileOf(terms: readonly string[]): string {
	const search = new MiniSearch({ ...indexOptions, tokenize: (text) => text.split('\n').filter(Boolean) });
	const text = terms.join('\n');
	search.add({ id: 'a/b', fullTitle: 'B', terms: { title: '', description: '', headings: '', text, keywords: '' } } as never);
	const evidence = { pairs: [], vectors: { line: '', singularValues: [] } };
	return writeIndexFile(search.toJSON(), evidence, { schema: '', language: 'en', suffixes: [] });
}

/** The lines with the terms. */
const codedTerms = (file: string) => file.split('\n\n')[0]!.split('\n').slice(1);
const readTerms = (file: string) => [...indexTerms(file)].map(([term]) => term);

describe('front coding', () => {
	it('writes how many characters a term shares with the one before, and the rest', () => {
		const terms = ['concurr', 'concurrencytoken', 'config', 'configur', 'connect'];
		expect(codedTerms(fileOf(terms))).toEqual(['0concurr', '7encytoken', '3fig', '6ur', '3nect']);
	});

	it('gives every term back, whatever characters it is made of', () => {
		const term = fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
			.filter((text) => !/[\n\r]/.test(text));
		fc.assert(
			fc.property(fc.uniqueArray(term, { minLength: 1, maxLength: 30 }), (terms) => {
				const file = Buffer.from(fileOf(terms)).toString('utf8');
				expect(readTerms(file)).toEqual([...terms].sort());
			}),
			{ numRuns: 300 }
		);
	});

	it('counts up to 35 shared characters, so that a count is one character', () => {
		const terms = [`${'a'.repeat(40)}b`, `${'a'.repeat(40)}c`];
		expect(codedTerms(fileOf(terms))[1]).toBe('zaaaaac');
		expect(readTerms(fileOf(terms))).toEqual(terms);
	});
});

const article = (slug: string, title: string, prose: string) => ({
	category: 'a',
	slug,
	title,
	description: '',
	headings: [],
	sections: [{ id: '', heading: '', prose, code: '' }]
});

describe('an index file', () => {
	it('answers queries without anything but its text', async () => {
		const file = await buildSearchIndex(
			[article('one', 'Caching', 'Invalidate the cache.'), article('two', 'Queues', 'Drain a queue.')] as never,
			'en'
		);
		const engine = await loadSearchEngine(file);
		expect(engine.search('queues').map(({ id }) => id)).toEqual(['a/two']);
		expect(readHeader(file)!.documents!.map(([id]) => id)).toEqual(['a/one', 'a/two']);
	});

	it('is refused if any character of it is wrong', async () => {
		const file = await buildSearchIndex([article('one', 'Caching', 'Invalidate the cache.')] as never, 'en');
		expect(file.length).toBeGreaterThan(100);
		for (let at = 0; at < file.length; at++) {
			const damaged = `${file.slice(0, at)}${file[at] === 'x' ? 'y' : 'x'}${file.slice(at + 1)}`;
			await expect(loadSearchEngine(damaged), `character ${at}`).rejects.toThrow();
		}
	});

	it('is refused if it was made with other settings', async () => {
		const file = await buildSearchIndex([article('one', 'Caching', 'Invalidate the cache.')] as never, 'en');
		const other = file.replace(`"schema":"${readHeader(file)!.schema}"`, '"schema":"other"');
		expect(other).not.toBe(file);
		await expect(loadSearchEngine(other)).rejects.toThrow('built for another version');
	});
});

// `npm run bench -- articles` measures them, on the index of this library.
describe('front coding the terms of this library', () => {
	const { terms, file, json, wholeTerms, opening } = index;

	it('saves more than a quarter before compression, and about half that share after it', () => {
		const saved = (size: 'bytes' | 'brotliBytes') => 1 - terms.coded[size] / terms.whole[size];
		expect(saved('bytes')).toBeGreaterThan(0.25);
		expect(saved('brotliBytes')).toBeGreaterThan(0.1);
		expect(saved('brotliBytes')).toBeLessThan(0.2);
		expect(saved('brotliBytes') / saved('bytes')).toBeGreaterThan(0.4);
		expect(saved('brotliBytes') / saved('bytes')).toBeLessThan(0.6);
	});

	it('saves less than a tenth of the compressed file', () => {
		const saved = 1 - file.brotliBytes / wholeTerms.brotliBytes;
		expect(saved).toBeGreaterThan(0);
		expect(saved).toBeLessThan(0.1);
	});

	it('is part of a format that is less than half of the JSON before compression, and 5 to 20 percent less after', () => {
		expect(file.bytes).toBeLessThan(0.5 * json.bytes);
		const saved = 1 - file.brotliBytes / json.brotliBytes;
		expect(saved).toBeGreaterThan(0.05);
		expect(saved).toBeLessThan(0.2);
	});

	it('leaves an index that opens in less time than the JSON', () => {
		expect(Number(opening.file)).toBeLessThan(0.5 * Number(opening.json));
	});
});
