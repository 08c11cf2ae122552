import type { ArticleCard } from '../../src/lib/core/article/article.ts';
import type { SearchableArticle } from '../../src/lib/core/search/index/document.ts';
import { buildIndex, type BuiltIndex } from './engine.ts';

/** An article by what lists and the search know of it. */
type Words = ArticleCard & SearchableArticle;

/** More articles than a library has, for what grows with their number. */
const size = 7000;

/** In letters that no stem lacks: with digits every word would be a name of two parts. */
const copyName = (copy: number) =>
	copy.toString(4).replace(/\d/g, (digit) => 'qxzk'[Number(digit)]!);

/** A copy of an article in which every fifth word is its own, as new articles bring new words. */
function copyOf(article: Words, copy: number): Words {
	if (!copy) return article;
	const name = copyName(copy);
	let word = 0;
	const own = (text: string) =>
		text.replace(/\p{L}+/gu, (found) => (word++ % 5 ? found : found + name));
	return {
		...article,
		slug: `${article.slug}-${copy}`,
		title: own(article.title),
		description: own(article.description),
		headings: article.headings.map((heading) => ({ ...heading, text: own(heading.text) })),
		sections: article.sections.map((section) => ({
			...section,
			prose: own(section.prose),
			code: own(section.code)
		}))
	};
}

/** A library over and over, each time in other words, until it has so many articles. */
export function* repeated(articles: readonly Words[], size: number): Generator<Words> {
	for (let n = 0; n < size; n++)
		yield copyOf(articles[n % articles.length]!, Math.floor(n / articles.length));
}

/** What the catalogue holds of an article of a corpus, which is in no series and was never updated. */
const cardOf = ({ category, slug, title, description, ...more }: Words): ArticleCard => ({
	category,
	slug,
	title,
	description,
	level: more.level,
	minutes: more.minutes,
	published: more.published,
	tags: more.tags
});

/** What a browser loads of it. */
export interface LargeLibrary {
	cards: readonly ArticleCard[];
	index: BuiltIndex;
}

/** Takes about a minute of the processor: so many words are read. */
export async function makeLargeLibrary(corpus: readonly Words[]): Promise<LargeLibrary> {
	const articles = [...repeated(corpus, size)];
	return { cards: articles.map(cardOf), index: await buildIndex(articles) };
}
