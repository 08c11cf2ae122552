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

/** Minimum share of all questions whose answer must be within the given rank. */
const goals = [
	{ name: 'at rank 1', within: 1, minShare: 0.9 },
	{ name: 'in the top 3', within: 3, minShare: 0.97 },
	{ name: 'in the top 10', within: 10, minShare: 1 }
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

/** The share of questions answered within each goal's rank. */
const answeredShares = (questions: readonly QuestionRanks[], engine: 'ours' | 'vitePress') =>
	goals.map(
		({ within }) => questions.filter((one) => one[engine] <= within).length / questions.length
	);

function measureSet(
	set: string,
	questions: readonly QuestionRanks[],
	hasBudget: boolean
): Measure[] {
	const [ours, vitePress] = [
		answeredShares(questions, 'ours'),
		answeredShares(questions, 'vitePress')
	];
	const all = goals.flatMap(({ name, minShare }, n): Measure[] => [
		{
			name: `${set}, answered ${name}, ours`,
			value: ours[n]!,
			unit: 'score',
			...(hasBudget && { budget: minShare })
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
			note: `${later.map((share, n) => `${share.toFixed(2)} ${goals[n + 1]!.name}`).join(', ')}; MiniSearch ${baseline.join(', ')}`
		};
	});
	return [...all, ...kinds];
}

/**
 * Measures the rank of the answers to questions about the corpus: in total against three goals, and by
 * kind for information.
 * @param articles the corpus
 */
export async function measureQuestions(articles: readonly LibraryArticle[]): Promise<Measure[]> {
	const [ours, vitePress] = [await ourRank(articles), vitePressRank(articles)];
	const sets = {
		'40 tuning questions': efcoreQueries,
		'200 held-out questions': heldOutQuestions,
		'80 questions of a second author': secondEfcoreQueries
	};
	return Object.entries(sets).flatMap(([name, questions]) => {
		const ranks = questions.map((question) => ({
			kind: question.kind,
			ours: placeOf(question, ours),
			vitePress: placeOf(question, vitePress)
		}));
		return measureSet(name, ranks, questions !== secondEfcoreQueries);
	});
}
