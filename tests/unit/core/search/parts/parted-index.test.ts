import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexInParts } from '../../../../../src/lib/content/search-index/index-parts.ts';
import { buildSearchIndex } from '../../../../../src/lib/core/search/index/build-index.ts';
import { IndexError, loadSearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import type { Hit, SearchEngine } from '../../../../../src/lib/core/search/ranking/engine.ts';
import type { DocumentName } from '../../../../../src/lib/core/search/parts/parted-index.ts';
import {
	MissingParts,
	verifyPart,
	whenComplete
} from '../../../../../src/lib/core/search/parts/part-store.ts';
import type { SplitIndex } from '../../../../../src/lib/core/search/parts/split-index.ts';
import { proseArticle } from '../index/prose-article.ts';

/** Numbers that look random and are the same in each run: a linear congruential generator. */
function createRandom() {
	let state = 1;
	return (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const random = createRandom();
const syllables = 'ba co di fu ge hi jo ka lu me no pa qu ri so ta un ve xi zo'.split(' ');
const words = Array.from({ length: 6000 }, () =>
	Array.from({ length: 2 + random(3) }, () => syllables[random(syllables.length)]).join('')
);
/** Some words are in most articles, most are in few. */
const someWord = () => words[Math.floor(words.length * (random(1000) / 1000) ** 2)]!;
const prose = (length: number) => Array.from({ length }, someWord).join(' ');

const articles = Array.from({ length: 120 }, (_, n) =>
	proseArticle([`article-${n}`, prose(3), prose(400)])
);
const documents: DocumentName[] = articles.map(({ category, slug, title }) => ({
	id: `${category}/${slug}`,
	title
}));

let text: string;
let whole: SearchEngine;
let split: SplitIndex;
beforeAll(async () => {
	text = await buildSearchIndex(articles, 'en', [{ typed: [words[5]!], also: [words[900]!] }]);
	whole = await loadSearchEngine(text);
	split = await indexInParts(text);
});

/** An engine that fetches the parts, and the names of those that it has fetched. */
async function openParts({ head, parts }: SplitIndex = split) {
	const fetched: string[] = [];
	const engine = await loadSearchEngine(head, {
		fetchPart: async (name) => {
			fetched.push(name);
			return verifyPart(name, parts.get(name)!);
		},
		documents: async () => documents.toReversed()
	});
	return { engine, fetched };
}

const facts = (hits: readonly Hit[]) =>
	hits.map(({ id, score, terms }) => ({ id, score, terms: terms.toSorted() }));

/** Queries of words of the articles: whole, begun, or with a letter left out. */
const queries = fc
	.array(
		fc
			.tuple(fc.constantFrom(...words), fc.integer({ min: 0, max: 9 }))
			.map(([word, change]) =>
				change === 0
					? word.slice(0, 2)
					: change === 1
						? word.slice(0, -1)
						: change === 2
							? word.slice(0, 2) + word.slice(3)
							: change === 3
								? `x${word.slice(1)}`
								: word
			),
		{ minLength: 1, maxLength: 4 }
	)
	.map((some) => some.join(' '));

describe('an index in parts', () => {
	it('gives the same hits in the same order with the same scores as the whole index', async () => {
		const { engine, fetched } = await openParts();
		await fc.assert(
			fc.asyncProperty(queries, fc.boolean(), async (query, typing) => {
				const hits = await whenComplete(() => engine.search(query, { typing }));
				expect(facts(hits)).toEqual(facts(whole.search(query, { typing })));
			}),
			{ numRuns: 300 }
		);
		expect(split.parts.size).toBeGreaterThan(12);
		expect(new Set(fetched).size).toBe(fetched.length);
	});

	it('explains a score, and says how likely an article has a phrase, like the whole index', async () => {
		await fc.assert(
			fc.asyncProperty(queries, fc.constantFrom(...documents), async (query, { id }) => {
				const { engine } = await openParts();
				expect(await whenComplete(() => engine.explain(query, id))).toEqual(
					whole.explain(query, id)
				);
				expect(await whenComplete(() => engine.phraseShare(query, id))).toBe(
					whole.phraseShare(query, id)
				);
			}),
			{ numRuns: 30 }
		);
	});

	it('finds signs in titles and synonyms like the whole index', async () => {
		const { engine } = await openParts();
		for (const query of ['=>', words[5]!, `${words[5]} ${words[7]}`, 'the', ''])
			expect(facts(await whenComplete(() => engine.search(query)))).toEqual(
				facts(whole.search(query))
			);
	});

	it('fetches nothing for more letters of a word whose beginning it has', async () => {
		const { engine, fetched } = await openParts();
		const word = words.find((one) => one.length > 7)!;
		await whenComplete(() => engine.search(word.slice(0, 3), { typing: true }));
		const before = fetched.length;
		for (let length = 4; length <= word.length; length++)
			engine.search(word.slice(0, length), { typing: true });
		expect(fetched).toHaveLength(before);
	});

	it('fetches the parts of several words at once', async () => {
		const { engine } = await openParts();
		const textWords = articles[0]!.sections[0]!.prose.split(' ');
		let rounds = -1;
		await whenComplete(() => {
			rounds++;
			return engine.search(textWords.slice(10, 14).join(' '));
		});
		expect(rounds).toBeLessThanOrEqual(2);
	});

	it('is the same for the same index', async () => {
		expect(await indexInParts(text)).toEqual(split);
	});

	it('asks again after a part could not be fetched', async () => {
		let isOnline = true;
		const engine = await loadSearchEngine(split.head, {
			fetchPart: async (name) => {
				if (!isOnline) throw new TypeError('Failed to fetch');
				return split.parts.get(name)!;
			},
			documents: async () => documents
		});
		isOnline = false;
		const ask = () => engine.search(words[3]!);
		await expect(whenComplete(ask)).rejects.toThrow('Failed to fetch');
		expect(ask).toThrow(MissingParts);
		isOnline = true;
		expect(facts(await whenComplete(ask))).toEqual(facts(whole.search(words[3]!)));
	});

	it('rejects damaged parts, other documents, and a head without a source', async () => {
		const [name, part] = [...split.parts][0]!;
		expect(verifyPart(name, part)).toBe(part);
		expect(() => verifyPart(name, part.slice(0, -1))).toThrow(IndexError);
		expect(() => verifyPart(name, '<!doctype html>')).toThrow(IndexError);
		await expect(loadSearchEngine(split.head)).rejects.toThrow(IndexError);
		await expect(loadSearchEngine(split.head.replace('title', 'tit1e'))).rejects.toThrow(
			IndexError
		);
		await expect(
			loadSearchEngine(split.head, {
				fetchPart: async (name) => split.parts.get(name)!,
				documents: async () => documents.slice(1)
			})
		).rejects.toThrow('other documents');
	});
});
