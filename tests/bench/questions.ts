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
import { otherQuestions } from './other-questions.ts';

/** Ids of articles, best first. */
type Rank = (query: string) => string[];

/** The least share of all questions that must be answered so early. */
const goals = [
	{ name: 'first', within: 1, least: 0.9 },
	{ name: 'in the first three', within: 3, least: 0.97 },
	{ name: 'in the first ten', within: 10, least: 1 }
];

const rival = 'MiniSearch as VitePress sets it up';

/** As the search box asks: the last word may be half typed. */
async function ourRank(articles: readonly LibraryArticle[]): Promise<Rank> {
	const engine = await loadSearchEngine(await buildSearchIndex(articles, 'en'));
	return (query) => engine.search(query, { typing: true }).map(({ id }) => id);
}

interface PageSection {
	title: string;
	/** The headings that it stands below, the page's own first. */
	titles: string[];
	text: string;
}

/** The sections of an article's page, each by its heading; the first by the article's title. */
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

/** MiniSearch as VitePress sets it up: it finds sections, and an article by the best of its own. */
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

/** 1-based place of the first answer; infinite where there is none. */
export function placeOf({ query, answers }: EfcoreQuery, rank: Rank): number {
	const index = rank(query).findIndex((id) => answers.includes(id.split('/')[1]!));
	return index < 0 ? Infinity : index + 1;
}

interface RequestInfo {
	kind: QueryKind;
	ours: number;
	vitePress: number;
}

/** The share answered within each of the goals. */
const shares = (asked: readonly RequestInfo[], who: 'ours' | 'vitePress') =>
	goals.map(({ within }) => asked.filter((one) => one[who] <= within).length / asked.length);

function measureSet(set: string, asked: readonly RequestInfo[]): Measure[] {
	const [ours, vitePress] = [shares(asked, 'ours'), shares(asked, 'vitePress')];
	const all = goals.flatMap(({ name, least }, n): Measure[] => [
		{ name: `${set}, answered ${name}, ours`, value: ours[n]!, unit: 'score', budget: least },
		{ name: `${set}, answered ${name}, ${rival}`, value: vitePress[n]!, unit: 'score' }
	]);
	const kinds = [...new Set(asked.map(({ kind }) => kind))].map((kind): Measure => {
		const some = asked.filter((one) => one.kind === kind);
		const [first, ...later] = shares(some, 'ours');
		const others = shares(some, 'vitePress').map((share) => share.toFixed(2));
		return {
			name: `${set}, ${some.length} of the kind ${kind}, answered first, ours`,
			value: first!,
			unit: 'score',
			note: `${later.map((share, n) => `${share.toFixed(2)} ${goals[n + 1]!.name}`).join(', ')}; MiniSearch ${others.join(', ')}`
		};
	});
	return [...all, ...kinds];
}

/**
 * How soon questions to the corpus are answered: in all with three goals, by kind as information.
 * @param articles the corpus
 */
export async function measureQuestions(articles: readonly LibraryArticle[]): Promise<Measure[]> {
	const [ours, vitePress] = [await ourRank(articles), vitePressRank(articles)];
	const sets = { 'Forty questions': efcoreQueries, 'Two hundred questions': otherQuestions };
	return Object.entries(sets).flatMap(([name, questions]) => {
		const asked = questions.map((question) => ({
			kind: question.kind,
			ours: placeOf(question, ours),
			vitePress: placeOf(question, vitePress)
		}));
		return measureSet(name, asked);
	});
}
