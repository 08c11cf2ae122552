import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { expect, it } from 'vitest';
import type { AnalysedArticle } from '../../../../../src/lib/core/search/index/analyse-article.ts';
import { indexOptions } from '../../../../../src/lib/core/search/index/index-options.ts';
import { packIndex } from '../../../../../src/lib/core/search/index/pack-index.ts';
import { withoutPhraseLengths } from '../../../../../src/lib/core/search/index/phrase-lengths.ts';

/** Few different words, so that articles share them; phrases, and names of an object's own properties. */
const term = fc.constantFrom('a', 'ab', 'b c', 'net', 'c#', '__proto__', 'constructor', '7', 'é');
const field = fc.array(term, { maxLength: 12 }).map((terms) => terms.join('\n'));
const article = fc.record({
	fullTitle: fc.string(),
	terms: fc.record({
		title: field,
		description: field,
		headings: field,
		text: field,
		keywords: field
	})
});

it('is what MiniSearch makes of the same articles', () => {
	fc.assert(
		fc.property(fc.array(article, { maxLength: 14 }), (drawn) => {
			const none = new Uint32Array();
			const articles = drawn.map((one, number): AnalysedArticle => ({
				...one,
				id: `a/${number}`,
				pairs: { hashes: none, counts: none },
				stems: []
			}));
			const miniSearch = new MiniSearch(indexOptions);
			miniSearch.addAll(articles);
			const [packed, expected] = [packIndex(articles), miniSearch.toJSON()].map((index) => {
				const plain = withoutPhraseLengths(index);
				return { ...plain, index: plain.index.toSorted(([a], [b]) => (a < b ? -1 : 1)) };
			});
			expect(packed).toEqual(expected);
		}),
		{ numRuns: 200 }
	);
});
