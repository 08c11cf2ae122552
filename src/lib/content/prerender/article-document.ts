import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { articleId, type ArticleCard, type Section } from '$lib/core/article/article.ts';
import type { ArticleLink, ArticlePage } from '$lib/core/article/article-page.ts';
import { seriesTitle } from '$lib/core/article/series.ts';
import { hash } from '$lib/content/cache/hash.ts';
import { contentFolder } from '$lib/content/library/content-folder.ts';
import { currentLibrary, findArticle, type CurrentLibrary } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { noteLinks } from '$lib/content/markdown/link-notes.ts';
import { articleHead } from './head/page-heads.ts';
import { oncePer } from './once-per.ts';
import { relatedTo } from './page-build.ts';
import { previewSource } from './previews.ts';
import { renderSvelteArticle } from './render-svx.ts';

const maxRelated = 3;

/** Six characters are enough to tell two versions of one section apart. */
const sectionHash = ({ prose, code, figures = '' }: Section) =>
	createHash('sha256').update(`${prose}\n${code}\n${figures}`).digest('base64url').slice(0, 6);

/** The articles of every category, newest first, and those of every series in its order. */
const groupsOf = oncePer((cards: readonly ArticleCard[]) => {
	const inSeries = cards
		.filter(({ series }) => series)
		.sort((a, b) => (a.part ?? 0) - (b.part ?? 0));
	return {
		byCategory: grouped(cards, ({ category }) => category),
		bySeries: grouped(inSeries, ({ series }) => series)
	};
});

function grouped<Key>(cards: readonly ArticleCard[], keyOf: (card: ArticleCard) => Key) {
	const groups = new Map<Key, ArticleCard[]>();
	for (const card of cards) {
		const members = groups.get(keyOf(card)) ?? [];
		members.push(card);
		groups.set(keyOf(card), members);
	}
	return groups;
}

/** What is before and after an article: its series, or its category. */
function siblingsOf({ cards }: CurrentLibrary, { series, category }: ArticleCard): ArticleCard[] {
	const { byCategory, bySeries } = groupsOf(cards);
	return (series ? bySeries.get(series) : byCategory.get(category))!;
}

/** An article's page data, its rendered body and its head tags; `null` if there is no such article. */
export async function articleDocument(params: { category: string; slug: string }) {
	const article = await findArticle(params);
	if (!article) return null;
	const page = await factsOf(article);
	const hashes = new Map(article.sections.map((section) => [section.id, sectionHash(section)]));
	return {
		article: {
			...page,
			headings: page.headings.map((heading) => ({ ...heading, hash: hashes.get(heading.id) })),
			opening: hashes.get('')
		},
		html: noteLinks(await articleBody(article)),
		head: await articleHead(page, page.categoryTitle)
	};
}

/**
 * A hash of what the page of an article is made from, besides the code and the settings; `undefined` for one in
 * Svelte, whose components may read anything.
 */
export async function articleSource(article: LibraryArticle): Promise<string | undefined> {
	const { kind, bodyHash } = article;
	if (kind === 'svx') return undefined;
	const facts = await factsOf(article);
	return hash(bodyHash, JSON.stringify(facts), await previewSource(article));
}

/** An article's page data, but for what its body says. */
async function factsOf(article: LibraryArticle): Promise<ArticlePage> {
	const library = await currentLibrary();
	const id = articleId(article);
	const card = library.cardById.get(id)!;
	const siblings = siblingsOf(library, card);
	const position = siblings.indexOf(card);
	const [previous, next] = [siblings[position - 1], siblings[position + 1]];
	const near = (await relatedTo(id))
		.flatMap((other) => library.cardById.get(other) ?? [])
		.filter((candidate) => candidate !== previous && candidate !== next)
		.slice(0, maxRelated);
	const categoryTitle = library.categories.find(({ slug }) => slug === card.category)!.title;
	return {
		...card,
		categoryTitle,
		headings: article.headings,
		...(article.verified && { verified: article.verified }),
		...(article.sample && { sample: true as const }),
		...(card.series && {
			inSeries: { title: seriesTitle(card.series), parts: siblings.at(-1)!.part! }
		}),
		...(previous && { previous: linkTo(previous) }),
		...(next && { next: linkTo(next) }),
		related: near.map(linkTo),
		...(library.site.edit && { edit: `${library.site.edit}/${fileInContent(article.file)}` })
	};
}

/** The whole body of an article as HTML. */
export const articleBody = async (article: LibraryArticle): Promise<string> =>
	article.kind === 'svx' ? renderSvelteArticle(articleId(article)) : article.html;

const linkTo = ({ category, slug, title }: ArticleLink): ArticleLink => ({ category, slug, title });

const fileInContent = (path: string) => relative(contentFolder(), path).replaceAll('\\', '/');
