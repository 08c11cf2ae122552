import MiniSearch from 'minisearch';
import { articleId } from '../../src/lib/core/article/article.ts';
import type { LibraryArticle } from '../../src/lib/content/library/library-article.ts';
import { buildSearchIndex } from '../../src/lib/core/search/index/build-index.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import {
	efcoreQueries,
	type EfcoreQuery,
	type QueryKind
} from '../unit/core/search/ranking/efcore-queries.ts';
import type { Measure } from './measures.ts';
import { heldOutQuestions } from './held-out-questions.ts';
import { secondEfcoreQueries } from '../unit/core/search/ranking/efcore-second-queries.ts';

/** Returns article ids, best first. */
type Rank = (query: string) => string[];

const places = [
	{ name: 'at rank 1', within: 1 },
	{ name: 'in the top 3', within: 3 },
	{ name: 'in the top 10', within: 10 }
];

/** Questions with the minimum share of answers in each of `places`, if there is one. */
interface QuestionSet {
	name: string;
	questions: readonly EfcoreQuery[];
	minShares?: readonly number[];
}

const sets: readonly QuestionSet[] = [
	{ name: '40 tuning questions', questions: efcoreQueries, minShares: [0.9, 1, 1] },
	{
		name: '200 held-out questions',
		questions: heldOutQuestions,
		minShares: [0.89, 0.955, 0.975]
	},
	{ name: '80 questions of a second author', questions: secondEfcoreQueries }
];

const baselineName = 'MiniSearch with VitePress settings';

/** Searches like the search box does: the last word may be incomplete. */
async function ourRank(articles: readonly LibraryArticle[]): Promise<Rank> {
	const engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	return (query) => engine.search(query, { typing: true }).map(({ id }) => id);
}

interface PageSection {
	title: string;
	/** The headings above it, the page's title first. */
	titles: string[];
	text: string;
}

/** Splits an article's page into sections titled by heading; the first has the article's title. */
export function pageSections({ title, headings, sections }: LibraryArticle): PageSection[] {
	const path: { depth: number; text: string }[] = [];
	return sections.map(({ id, prose, code }) => {
		const heading = headings.find((one) => one.id === id) ?? { depth: 1, text: title };
		while (path.length && path.at(-1)!.depth >= heading.depth) path.pop();
		const titles = path.map(({ text }) => text);
		path.push(heading);
		return { title: heading.text, titles, text: `${prose}\n${code}` };
	});
}

/** MiniSearch with VitePress settings: ranks sections, and each article by its best section. */
function vitePressRank(articles: readonly LibraryArticle[]): Rank {
	const index = new MiniSearch<PageSection & { id: number; article: string }>({
		fields: ['title', 'titles', 'text'],
		storeFields: ['article'],
		searchOptions: { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } }
	});
	const sections = articles.flatMap((one) =>
		pageSections(one).map((section) => ({ ...section, article: articleId(one) }))
	);
	index.addAll(sections.map((section, id) => ({ ...section, id })));
	return (query) => [...new Set(index.search(query).map(({ article }) => article as string))];
}

/** 1-based rank of the first answer; infinite if there is none. */
export function placeOf({ query, answers }: EfcoreQuery, rank: Rank): number {
	const index = rank(query).findIndex((id) => answers.includes(id.split('/')[1]!));
	return index < 0 ? Infinity : index + 1;
}

interface QuestionRanks {
	kind: QueryKind;
	ours: number;
	vitePress: number;
}

/** The share of questions answered in each of `places`. */
const answeredShares = (questions: readonly QuestionRanks[], engine: 'ours' | 'vitePress') =>
	places.map(
		({ within }) => questions.filter((one) => one[engine] <= within).length / questions.length
	);

function measureSet(
	{ name: set, minShares }: QuestionSet,
	questions: readonly QuestionRanks[]
): Measure[] {
	const [ours, vitePress] = [
		answeredShares(questions, 'ours'),
		answeredShares(questions, 'vitePress')
	];
	const all = places.flatMap(({ name }, n): Measure[] => [
		{
			name: `${set}, answered ${name}, ours`,
			value: ours[n]!,
			unit: 'score',
			...(minShares && { budget: minShares[n]! })
		},
		{ name: `${set}, answered ${name}, ${baselineName}`, value: vitePress[n]!, unit: 'score' }
	]);
	const kinds = [...new Set(questions.map(({ kind }) => kind))].map((kind): Measure => {
		const ofKind = questions.filter((one) => one.kind === kind);
		const [first, ...later] = answeredShares(ofKind, 'ours');
		const baseline = answeredShares(ofKind, 'vitePress').map((share) => share.toFixed(2));
		return {
			name: `${set}, ${ofKind.length} of kind ${kind}, answered at rank 1, ours`,
			value: first!,
			unit: 'score',
			note: `${later.map((share, n) => `${share.toFixed(2)} ${places[n + 1]!.name}`).join(', ')}; MiniSearch ${baseline.join(', ')}`
		};
	});
	return [...all, ...kinds];
}

/**
 * Measures the rank of the answers to questions about the corpus: in total against the goals of each set,
 * and by kind for information.
 * @param articles the corpus
 */
export async function measureQuestions(articles: readonly LibraryArticle[]): Promise<Measure[]> {
	const [ours, vitePress] = [await ourRank(articles), vitePressRank(articles)];
	return sets.flatMap((set) =>
		measureSet(
			set,
			set.questions.map((question) => ({
				kind: question.kind,
				ours: placeOf(question, ours),
				vitePress: placeOf(question, vitePress)
			}))
		)
	);
}
