import MiniSearch, { type Options, type SearchOptions } from 'minisearch';
import type { LibraryArticle } from '../../src/lib/content/library/library-article.ts';
import { articleId } from '../../src/lib/core/article/article.ts';
import { createAnalyser, type Analyser } from '../../src/lib/core/search/text/analyse.ts';
import { stem } from '../../src/lib/core/search/text/porter2.ts';

/** The article that shows these numbers, below the content folder. */
export const wordsArticle = 'frontend/search-that-finds-csharp';

/** Returns document ids, best first. */
export type Rank = (query: string) => string[];

type Words = Pick<Options, 'tokenize' | 'processTerm'>;

/** Splits texts and queries alike; a query of stop words alone keeps them. */
const wordsOf = (analyser: Analyser): Words => ({
	tokenize: (text) => {
		const terms = analyser.documentTerms(text);
		return terms.length ? terms : analyser.queryTerms(text).map(({ term }) => term);
	},
	processTerm: (term) => term
});

export const english = createAnalyser('en', stem);

/** Each adds to the one before; what follows MiniSearch's own is this site's analyser. */
export const steps: Record<string, Words> = {
	default: {},
	// A language without stop words and stemmer.
	names: wordsOf(createAnalyser('und')),
	stopWords: wordsOf(createAnalyser('en')),
	stems: wordsOf(english)
};

/** The fields of `asDocument`. */
export const articleFields = ['title', 'description', 'headings', 'text'];

export const asDocument = (one: LibraryArticle) => ({
	id: articleId(one),
	title: one.title,
	description: one.description,
	headings: one.headings.map(({ text }) => text).join('\n'),
	text: one.sections.map(({ prose, code }) => `${prose}\n${code}`).join('\n')
});

interface Fields {
	id: string;
}

/** MiniSearch with its own ranking and other words. */
export function indexOf<T extends Fields>(documents: readonly T[], fields: string[], words: Words) {
	const index = new MiniSearch<T>({ fields, ...words });
	index.addAll(documents);
	return index;
}

/** `asIs` is MiniSearch's ranking; `sum` does not multiply by the number of matched terms, as it does. */
export type Ranking = 'asIs' | 'sum';

export const rankBy =
	<T extends Fields>(
		index: MiniSearch<T>,
		options: SearchOptions = {},
		ranking: Ranking = 'asIs'
	): Rank =>
	(query) => {
		const found = index.search(query, options);
		if (ranking === 'sum') {
			const scoreOf = new Map(found.map((one) => [one, one.score / one.queryTerms.length]));
			found.sort((a, b) => scoreOf.get(b)! - scoreOf.get(a)!);
		}
		return found.map(({ id }) => id as string);
	};
