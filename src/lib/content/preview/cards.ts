import type { ArticleCard, Category } from '../../core/article/article.ts';
import { articleCount } from '../../core/filter/names.ts';
import type { CurrentLibrary } from '../library/current.ts';
import type { PreviewCard } from './draw-card.ts';

/** What a preview image is about: an article, a category or, with neither, the library. */
export interface PreviewSubject {
	category?: string;
	slug?: string;
}

/** `null` if there is no such article or category. */
export function cardFor(
	library: CurrentLibrary,
	{ category: slug, slug: article }: PreviewSubject
): PreviewCard | null {
	if (!slug) return libraryCard(library);
	const category = library.categories.find((candidate) => candidate.slug === slug);
	if (!category) return null;
	if (!article) return categoryCard(library, category);
	const card = library.cardById.get(`${slug}/${article}`);
	return card ? articleCard(library, category, card) : null;
}

const libraryCard = ({ site, cards }: CurrentLibrary): PreviewCard => ({
	title: site.title,
	tagline: site.tagline,
	fact: articleCount(cards.length),
	language: site.language
});

const categoryCard = (
	{ site, cards }: CurrentLibrary,
	{ slug, title, tagline }: Category
): PreviewCard => ({
	site: site.title,
	title,
	tagline,
	fact: articleCount(cards.filter(({ category }) => category === slug).length),
	language: site.language
});

const articleCard = (
	{ site }: CurrentLibrary,
	category: Category,
	{ title, level, minutes }: ArticleCard
): PreviewCard => ({
	site: site.title,
	kicker: category.title,
	title,
	level,
	fact: `${minutes} min`,
	language: site.language
});
