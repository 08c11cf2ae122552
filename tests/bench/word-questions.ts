import { openLibrary } from '../../src/lib/content/library/library.ts';
import type { LibraryArticle } from '../../src/lib/content/library/library-article.ts';
import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { efcoreQueries, type EfcoreQuery } from '../unit/core/search/ranking/efcore-queries.ts';
import { secondEfcoreQueries } from '../unit/core/search/ranking/efcore-second-queries.ts';
import { writeArticleResult } from './article-result.ts';
import { heldOutQuestions } from './held-out-questions.ts';
import type { Measure } from './measures.ts';
import {
	articleFields,
	asDocument,
	indexOf,
	rankBy,
	steps,
	wordsArticle,
	type Rank
} from './mini-search-words.ts';
import { placeOf } from './questions.ts';

/** MiniSearch's words and ours on questions to the corpus, and on those of its questions that are identifiers. */
export async function measureWordQuestions(
	content: string,
	articles: readonly LibraryArticle[]
): Promise<Measure[]> {
	const documents = articles.map(asDocument);
	const engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	const ranks: Record<string, Rank> = {
		default: rankBy(indexOf(documents, articleFields, {})),
		analyser: rankBy(indexOf(documents, articleFields, steps.stems!)),
		engine: (query) => engine.search(query).map(({ id }) => id)
	};
	const questions = [...efcoreQueries, ...heldOutQuestions, ...secondEfcoreQueries];
	const identifiers = questions.filter(({ kind }) => kind === 'identifier');
	const answered = (some: readonly EfcoreQuery[]) => ({
		count: some.length,
		...Object.fromEntries(
			Object.entries(ranks).map(([name, rank]) => {
				const places = some.map((question) => placeOf(question, rank));
				const within = (place: number) => places.filter((one) => one <= place).length;
				return [name, { first: within(1), topTen: within(10) }];
			})
		)
	});
	const result = {
		documents: documents.length,
		all: answered(questions),
		identifiers: answered(identifiers)
	};
	writeArticleResult(`${content}/${wordsArticle}`, 'questions.json', result);
	return [];
}

/** MiniSearch's words and ours on the golden queries of the library. */
export async function measureWordGolden(content: string): Promise<Measure[]> {
	const { articles, golden } = await openLibrary({ content, base: '', checkOnly: true });
	const documents = articles.map(asDocument);
	const answered = (rank: Rank) =>
		golden.filter(({ query, id, within }) => rank(query).slice(0, within).includes(id)).length;
	const [byDefault, byAnalyser] = [{}, steps.stems!].map((words) =>
		answered(rankBy(indexOf(documents, articleFields, words)))
	) as [number, number];
	writeArticleResult(`${content}/${wordsArticle}`, 'golden.json', {
		articles: articles.length,
		queries: golden.length,
		default: byDefault,
		analyser: byAnalyser
	});
	return [
		{
			name: 'Golden queries answered by MiniSearch with the words of this site',
			value: byAnalyser / golden.length,
			unit: 'share',
			note: `${byAnalyser} of ${golden.length}; with its own words ${byDefault}`
		}
	];
}
