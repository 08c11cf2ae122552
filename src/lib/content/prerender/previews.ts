import { createHash } from 'node:crypto';
import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import type { ArticleCard, Category } from '$lib/core/article/article.ts';
import { articleCount } from '$lib/core/filter/names.ts';
import { currentLibrary, type CurrentLibrary } from '$lib/content/library/current.ts';
import type { PreviewCard } from '$lib/content/preview/draw-card.ts';
import { previewImage } from '$lib/content/preview/preview-image.ts';
import { siteUrl } from '$lib/ui/site-url.ts';

/** What a page's preview image is about: an article, a category or, with neither, the library. */
export interface PreviewOf {
	category?: string;
	slug?: string;
}

/** An image, with what it says for those who do not see it. */
export interface Preview {
	/** Absolute. */
	url: string;
	alt: string;
}

const findCategory = ({ categories }: CurrentLibrary, slug: string) =>
	categories.find((category) => category.slug === slug);

function cardFor(library: CurrentLibrary, { category: slug, slug: article }: PreviewOf) {
	if (!slug) return libraryCard(library);
	const category = findCategory(library, slug);
	if (!category) return null;
	if (!article) return categoryCard(library, category);
	const card = library.cards.find((one) => one.category === slug && one.slug === article);
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

const describe = ({ kicker, title, tagline, level, fact }: PreviewCard) =>
	[kicker, title, tagline, level, fact].filter(Boolean).join(' · ');

const pathOf = ({ category, slug }: PreviewOf) =>
	`/${[category, slug, 'preview.png'].filter(Boolean).join('/')}`;

/**
 * The preview image of a page. Chat services keep an image by its address, so a query changes with
 * the picture; the path stays, so posts with an older query still find an image. The development
 * server draws images only when they are asked for, so there the address has no query.
 */
export async function previewFor(of: PreviewOf): Promise<Preview> {
	const library = await currentLibrary();
	const card = cardFor(library, of)!;
	const url = siteUrl(library.site, pathOf(of));
	const query = dev ? '' : `?v=${hashOf(await previewImage(card))}`;
	return { url: url + query, alt: describe(card) };
}

const hashOf = (png: Buffer) => createHash('sha256').update(png).digest('hex').slice(0, 8);

/** The response with a preview image. */
export async function previewResponse(of: PreviewOf): Promise<Response> {
	const card = cardFor(await currentLibrary(), of);
	if (!card) error(404, 'No such page');
	return new Response(await previewImage(card), { headers: { 'Content-Type': 'image/png' } });
}
