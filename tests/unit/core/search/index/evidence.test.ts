import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { describe, expect, it } from 'vitest';
import { createPairCounter } from '../../../../../src/lib/core/search/index/count-pairs.ts';
import { decodePairs, encodePairs } from '../../../../../src/lib/core/search/index/encode-pairs.ts';
import { createPairHash } from '../../../../../src/lib/core/search/index/pair-hash.ts';
import { selectPairs } from '../../../../../src/lib/core/search/index/select-pairs.ts';
import { documentFactors } from '../../../../../src/lib/core/search/index/svd.ts';
import {
	encodeVectors,
	minDocuments,
	openVectors
} from '../../../../../src/lib/core/search/index/vectors.ts';
import { createAnalyser } from '../../../../../src/lib/core/search/text/analyse.ts';

const hashOf = createPairHash();
const uint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('pairs of a document', () => {
	const countsOf = (...texts: string[]) => {
		const counter = createPairCounter();
		const { documentPlaces } = createAnalyser('en');
		for (const text of texts) counter.add(text, documentPlaces(text));
		const { hashes, counts } = counter.take();
		const found = new Map([...hashes].map((hash, n) => [hash, counts[n]]));
		return (pair: string) => found.get(hashOf(...(pair.split(' ') as [string, string]))) ?? 0;
	};

	it.each([
		['lost update', 'lost update', 1],
		['in either order', 'update lost', 1],
		['with one word between', 'lost each update', 1],
		['with two words between', 'lost each single update', 0],
		['with stop words between', 'lost in an update', 1],
		['with a comma between', 'lost, update', 1],
		['in two sentences', 'It is lost. Update it', 0],
		['on two lines', 'lost\nupdate', 0],
		['twice', 'Lost update. Update lost', 2]
	])('are counted %s', (_what, text, count) => {
		expect(countsOf(text)('lost update')).toBe(count);
	});

	it('are not the parts of a name, but a name and what is beside it', () => {
		const count = countsOf('a new HttpClient waits');
		expect(count('http client')).toBe(0);
		expect(count('new httpclient')).toBe(1);
		expect(count('client waits')).toBe(1);
	});

	it('do not reach from one text into the next', () => {
		expect(countsOf('is lost', 'update it')('lost update')).toBe(0);
	});

	it('are left out if most documents have them, and the frequent ones come first', () => {
		const [one, another] = [hashOf('a', 'b'), hashOf('a', 'c')];
		const everywhere = Array.from({ length: 50 }, (_, n) => {
			const hashes = Uint32Array.of(one, ...(n < 2 ? [another] : []), n).sort();
			return { hashes, counts: hashes.map((hash) => (hash === another ? 7 : 1)) };
		});
		const [first] = selectPairs(everywhere, () => 1);
		expect(first!.map(({ hash }) => hash)).toEqual([another, 0]);
		expect(selectPairs(everywhere, () => 0)).toHaveLength(50);
	});

	it('survive encoding with their counts, roughly', () => {
		const pairs = fc.uniqueArray(
			fc.record({ hash: uint32, count: fc.integer({ min: 1, max: 100 }) }),
			{ selector: ({ hash }) => hash, maxLength: 300 }
		);
		fc.assert(
			fc.property(pairs, (before) => {
				const after = decodePairs(encodePairs(before));
				for (const { hash, count } of before)
					expect(after.count(hash)).toBeGreaterThanOrEqual(Math.min(12, count * 0.6));
			})
		);
		expect(
			[1, 2, 3, 8, 9].map((count) => decodePairs(encodePairs([{ hash: 9, count }])).count(9))
		).toEqual([1, 2, 3, 6, 12]);
	});

	it('that it does not have are taken for one in less than 1 of 64 cases', () => {
		const pairs = Array.from({ length: 500 }, (_, n) => ({ hash: hashOf(`${n}`, 'x'), count: 1 }));
		const { count } = decodePairs(encodePairs(pairs));
		const hits = Array.from({ length: 6400 }, (_, n) => count(hashOf(`${n}`, 'y')));
		expect(hits.filter(Boolean).length).toBeLessThan(100);
	});

	it('are none in a damaged line', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 50 }), uint32, (line, hash) => {
				expect(decodePairs(line).count(hash)).toBeGreaterThanOrEqual(0);
			})
		);
	});
});

describe('the vectors of a library', () => {
	/** Each article has words of one of three topics, and words of its own. */
	const topics = ['lock row wait', 'cache key expiry', 'queue relay event'];
	const index = new MiniSearch({ fields: ['title', 'headings', 'text'] });
	index.addAll(
		Array.from({ length: minDocuments }, (_, id) => ({
			id,
			title: `own${id}`,
			headings: '',
			text: `${topics[id % 3]} own${id} ${id % 2 ? 'even' : 'odd'}`
		}))
	);

	it('have similar directions for articles with the same words', () => {
		const { direction, singularValues } = openVectors(encodeVectors(index.toJSON()));
		const cosine = (a: number, b: number) =>
			direction(a).reduce((sum, x, n) => sum + x * direction(b)[n]!, 0);
		expect(cosine(4, 4)).toBeCloseTo(1, 9);
		expect(cosine(0, 6)).toBeGreaterThan(0.9);
		expect(cosine(0, 1)).toBeLessThan(0.3);
		expect(singularValues).toEqual([...singularValues].sort((a, b) => b - a));
	});

	it('are the same in each build', () => {
		expect(encodeVectors(index.toJSON())).toEqual(encodeVectors(index.toJSON()));
	});

	it('reproduce a matrix whose rank they have', () => {
		const [size, rank] = [60, 3];
		const rows = Array.from({ length: 20 }, (_, row) => ({
			documents: Array.from({ length: size }, (_, document) => document),
			weights: Array.from({ length: size }, (_, document) =>
				[1, 2, 3].reduce((sum, k) => sum + Math.sin(k * row + k) * Math.cos(k * document), 0)
			)
		}));
		const { coordinates } = documentFactors(rows, size, rank);
		const product = (a: number, b: number) =>
			rows.reduce((sum, { weights }) => sum + weights[a]! * weights[b]!, 0);
		const dot = (a: number, b: number) =>
			coordinates[a]!.reduce((sum, x, n) => sum + x * coordinates[b]![n]!, 0);
		for (const [a, b] of [
			[0, 0],
			[3, 41],
			[59, 7]
		] as const)
			expect(dot(a, b)).toBeCloseTo(product(a, b), 6);
	});
});
