import type { ArticleCard, Category, Level } from '$lib/core/article/article.ts';
import { articleId } from '$lib/core/article/article.ts';
import { articleCount } from '$lib/core/filter/names.ts';
import { scopePath, type Scope } from '$lib/core/filter/scope.ts';
import { currentLibrary } from '$lib/content/library/current.ts';
import type { PreviewSubject } from '$lib/content/preview/cards.ts';
import { previewSize } from '$lib/content/preview/draw-card.ts';
import { siteUrl } from '$lib/ui/site-url.ts';
import { feedsOf } from '../feed-addresses.ts';
import { previewFor } from '../previews.ts';
import { headTags, type PageMetadata } from './head-tags.ts';
import { aboutThings, articleThings, listThings, type Crumb } from './structured-data.ts';

interface Described {
	title: string;
	description: string;
}

/** What all pages share, for a page at a path of the site. */
async function metadata(
	path: string,
	{ title, description }: Described,
	of: PreviewSubject = {}
): Promise<PageMetadata> {
	const { site } = await currentLibrary();
	return {
		url: siteUrl(site, path),
		title,
		description,
		siteTitle: site.title,
		language: site.language,
		image: { ...(await previewFor(of)), ...previewSize }
	};
}

/** The way to a page: the library, then names with their paths. */
async function crumbsTo(...steps: [name: string, path: string][]): Promise<Crumb[]> {
	const { site } = await currentLibrary();
	return [[site.title, '/'] as const, ...steps].map(([name, path]) => ({
		name,
		url: siteUrl(site, path)
	}));
}

/** A list page; its later pages are at addresses of their own. */
async function listHead(
	path: string,
	page: string,
	described: Described,
	{ crumbs, category }: { crumbs: Crumb[]; category?: Category }
): Promise<string> {
	const { site } = await currentLibrary();
	const own = `${path}${page && `${page.replace(/\/$/, '')}/`}`;
	const meta = await metadata(own, described, { category: category?.slug });
	return headTags({
		...meta,
		feeds: category && feedsOf(site, category),
		things: listThings(site, { ...described, url: meta.url, crumbs })
	});
}

/** @param page the end of the path: `''` or `page/N` */
export async function libraryHead(page: string): Promise<string> {
	const { title, tagline } = (await currentLibrary()).site;
	return listHead('/', page, { title, description: tagline }, { crumbs: await crumbsTo() });
}

/** The page of a category or of one of its levels. @param page like `libraryHead` */
export async function categoryHead(
	category: Category,
	page: string,
	level?: Level
): Promise<string> {
	const { slug, title, tagline } = category;
	const path = scopePath({ category: slug, level });
	const crumbs = await crumbsTo(
		[title, scopePath({ category: slug })],
		...(level ? [[level, path] satisfies [string, string]] : [])
	);
	const described = level
		? { title: `${level} ${title} Articles`, description: `${tagline} (${level})` }
		: { title: `${title} Articles`, description: tagline };
	return listHead(path, page, described, { crumbs, category });
}

/** @param page like `libraryHead` */
export async function tagHead(tag: string, total: number, page: string): Promise<string> {
	const path = scopePath({ tag } satisfies Scope);
	return listHead(
		path,
		page,
		{ title: `Articles tagged ${tag}`, description: `${articleCount(total)} tagged ${tag}` },
		{ crumbs: await crumbsTo(['Tags', '/tags/'], [tag, path]) }
	);
}

export async function tagsHead(): Promise<string> {
	const { site } = await currentLibrary();
	return listHead(
		'/tags/',
		'',
		{ title: 'Tags', description: `All tags on ${site.title}, with article counts` },
		{ crumbs: await crumbsTo(['Tags', '/tags/']) }
	);
}

export async function aboutHead(described: Described): Promise<string> {
	const { site } = await currentLibrary();
	const path = '/about/';
	const meta = await metadata(path, described);
	const crumbs = await crumbsTo([described.title, path]);
	return headTags({ ...meta, things: aboutThings(site, { ...described, url: meta.url, crumbs }) });
}

export async function articleHead(article: ArticleCard, section: string): Promise<string> {
	const { site } = await currentLibrary();
	const { category, title, published, updated, tags } = article;
	const path = `/${articleId(article)}/`;
	const meta = await metadata(path, article, article);
	const crumbs = await crumbsTo([section, scopePath({ category })], [title, path]);
	return headTags({
		...meta,
		article: { published, updated, section, tags },
		things: articleThings(site, { ...meta, crumbs, image: meta.image.url, section }, article)
	});
}

/** A page of an article's sample, which search engines do not index. */
export async function sampleHead(
	article: ArticleCard,
	path: string,
	title: string
): Promise<string> {
	const { description } = article;
	return headTags(await metadata(path, { title, description }, article));
}
