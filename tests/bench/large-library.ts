import type { ArticleCard } from '../../src/lib/core/article/article.ts';
import type { SearchableArticle } from '../../src/lib/core/search/index/analyse-article.ts';
import { buildIndex, type BuiltIndex } from './engine.ts';

/** The parts of an article that lists and the search use. */
type IndexableArticle = ArticleCard & SearchableArticle;

/** More articles than a real library has, to measure how costs scale. */
const size = 7000;

/** Encoded in letters, because a digit would split every word into two terms. */
const copyName = (copy: number) =>
	copy.toString(4).replace(/\d/g, (digit) => 'qxzk'[Number(digit)]!);

/** Copies an article with every fifth word made unique, because new articles add new terms. */
function copyOf(article: IndexableArticle, copy: number): IndexableArticle {
	if (!copy) return article;
	const name = copyName(copy);
	let word = 0;
	const uniqueWords = (text: string) =>
		text.replace(/\p{L}+/gu, (found) => (word++ % 5 ? found : found + name));
	return {
		...article,
		slug: `${article.slug}-${copy}`,
		title: uniqueWords(article.title),
		description: uniqueWords(article.description),
		headings: article.headings.map((heading) => ({ ...heading, text: uniqueWords(heading.text) })),
		sections: article.sections.map((section) => ({
			...section,
			prose: uniqueWords(section.prose),
			code: uniqueWords(section.code)
		}))
	};
}

/** Repeats a library with varied words until there are `size` articles. */
export function* repeated(
	articles: readonly IndexableArticle[],
	size: number
): Generator<IndexableArticle> {
	for (let n = 0; n < size; n++)
		yield copyOf(articles[n % articles.length]!, Math.floor(n / articles.length));
}

/** An article's catalogue entry; corpus articles have no series and no update date. */
const cardOf = ({
	category,
	slug,
	title,
	description,
	...more
}: IndexableArticle): ArticleCard => ({
	category,
	slug,
	title,
	description,
	level: more.level,
	minutes: more.minutes,
	published: more.published,
	tags: more.tags
});

/** The data that a browser loads for a large library. */
export interface LargeLibrary {
	cards: readonly ArticleCard[];
	index: BuiltIndex;
}

/** Takes some four minutes of CPU time. */
export async function makeLargeLibrary(corpus: readonly IndexableArticle[]): Promise<LargeLibrary> {
	const articles = [...repeated(corpus, size)];
	return { cards: articles.map(cardOf), index: await buildIndex(articles) };
}
