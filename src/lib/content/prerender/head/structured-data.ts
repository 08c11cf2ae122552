import type { ArticleCard, Site } from '$lib/core/article/article.ts';
import { lastChange } from '$lib/core/article/last-change.ts';

/** A thing of schema.org: `@type`, and its properties. */
export interface Thing {
	'@type': string;
	[property: string]: string | number | boolean | Thing | readonly (string | Thing)[];
}

/** A page on the way to another, as a breadcrumb. */
export interface Crumb {
	name: string;
	/** Absolute. */
	url: string;
}

interface Page {
	/** Absolute. */
	url: string;
	title: string;
	description: string;
	/** The way from the library to the page, both included. */
	crumbs: readonly Crumb[];
}

const organization = (site: Site, home: string): Thing => ({
	'@type': 'Organization',
	name: site.title,
	url: home
});

/** The author in `site.yaml` is a person unless the site is named as its own author. */
const authorOf = (site: Site, home: string): Thing =>
	site.author === site.title ? organization(site, home) : { '@type': 'Person', name: site.author };

const breadcrumbs = (crumbs: readonly Crumb[]): Thing => ({
	'@type': 'BreadcrumbList',
	itemListElement: crumbs.map(({ name, url }, index) => ({
		'@type': 'ListItem',
		position: index + 1,
		name,
		item: { '@type': 'WebPage', '@id': url }
	}))
});

/** An article's page: its `TechArticle` and the way to it. */
export function articleThings(
	site: Site,
	{ url, crumbs, image, section }: Page & { image: string; section: string },
	article: ArticleCard
): Thing[] {
	const { title, description, level, minutes, published, tags } = article;
	const home = crumbs[0]!.url;
	return [
		{
			'@type': 'TechArticle',
			headline: title,
			description,
			url,
			image,
			inLanguage: site.language,
			datePublished: published,
			dateModified: lastChange(article),
			timeRequired: `PT${minutes}M`,
			proficiencyLevel: level,
			articleSection: section,
			...(tags.length && { keywords: tags }),
			isAccessibleForFree: true,
			author: authorOf(site, home),
			publisher: organization(site, home)
		},
		breadcrumbs(crumbs)
	];
}

/** A list's page and, unless it is the library's, the way to it. */
export const listThings = (site: Site, page: Page) => pageThings('CollectionPage', site, page);

/** The page about the site and the way to it. */
export const aboutThings = (site: Site, page: Page) => pageThings('AboutPage', site, page);

const pageThings = (
	type: 'AboutPage' | 'CollectionPage',
	site: Site,
	{ url, title, description, crumbs }: Page
): Thing[] => [
	{
		'@type': type,
		name: title,
		description,
		url,
		inLanguage: site.language,
		isPartOf: { '@type': 'WebSite', name: site.title, url: crumbs[0]!.url }
	},
	...(crumbs.length > 1 ? [breadcrumbs(crumbs)] : [])
];
