import { articleId } from '$lib/article/article';
import type { ArticleLink, ArticlePage } from '$lib/article/article-page';
import { currentLibrary } from '$lib/library/current';
import { renderSvelteArticle } from './svelte-articles';

/** An article's page data and its rendered body; `null` where there is no such article. */
export async function articleDocument({ category, slug }: { category: string; slug: string }) {
	const library = await currentLibrary();
	const article = library.articles.find(
		(candidate) => candidate.category === category && candidate.slug === slug
	);
	if (!article) return null;
	const { cards } = library;
	const card = cards.find((candidate) => articleId(candidate) === articleId(article))!;
	const siblings = card.series
		? cards
				.filter(({ series }) => series === card.series)
				.sort((a, b) => (a.part ?? 0) - (b.part ?? 0))
		: cards.filter((candidate) => candidate.category === category);
	const position = siblings.indexOf(card);
	const page: ArticlePage = {
		...card,
		categoryTitle: library.categories.find((candidate) => candidate.slug === category)!.title,
		headings: article.headings,
		...(article.verified && { verified: article.verified }),
		...linkTo('previous', siblings[position - 1]),
		...linkTo('next', siblings[position + 1])
	};
	const html =
		article.kind === 'svx' ? await renderSvelteArticle(articleId(article)) : article.html;
	return { article: page, html };
}

const linkTo = (name: 'previous' | 'next', link: ArticleLink | undefined) =>
	link && { [name]: { category: link.category, slug: link.slug, title: link.title } };
