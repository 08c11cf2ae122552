import { escapeXml } from '$lib/core/markup/xml.ts';
import type { Thing } from './structured-data.ts';

/** What a page says of itself to other programs. */
export interface PageMetadata {
	/** The page's only address for search engines; absolute and without a query. */
	url: string;
	title: string;
	description: string;
	siteTitle: string;
	/** BCP 47 */
	language: string;
	image: {
		/** Absolute. */
		url: string;
		/** What it says, for those who do not see it. */
		alt: string;
		width: number;
		height: number;
	};
	/** Of an article. */
	article?: { published: string; updated?: string; section: string; tags: readonly string[] };
	/** Feeds with the articles of the page, besides those of the library. */
	feeds?: readonly { title: string; type: string; url: string }[];
	things?: readonly Thing[];
}

const property = (name: string, content: string) =>
	`<meta property="${name}" content="${escapeXml(content)}">`;

/** `pt-BR` → `pt_BR`; nothing for a language without a region, which Open Graph does not know. */
function localeOf(language: string): string | undefined {
	const { language: name, region } = new Intl.Locale(language);
	return region && `${name}_${region}`;
}

/**
 * A page's address, its preview for chat services (The Open Graph protocol, X's cards), and its
 * structured data (JSON-LD 1.1). The canonical link comes first: see `readHead`.
 */
export function headTags(page: PageMetadata): string {
	const { image, article, feeds = [], things = [] } = page;
	const locale = localeOf(page.language);
	const properties: [string, string][] = [
		['og:type', article ? 'article' : 'website'],
		['og:title', page.title],
		['og:description', page.description],
		['og:url', page.url],
		['og:site_name', page.siteTitle],
		...(locale ? [['og:locale', locale] satisfies [string, string]] : []),
		['og:image', image.url],
		['og:image:type', 'image/png'],
		['og:image:width', String(image.width)],
		['og:image:height', String(image.height)],
		['og:image:alt', image.alt],
		...(article ? articleProperties(article) : [])
	];
	return [
		`<link rel="canonical" href="${escapeXml(page.url)}">`,
		...feeds.map(
			({ title, type, url }) =>
				`<link rel="alternate" type="${type}" title="${escapeXml(title)}" href="${escapeXml(url)}">`
		),
		...properties.map(([name, content]) => property(name, content)),
		'<meta name="twitter:card" content="summary_large_image">',
		`<meta name="twitter:image:alt" content="${escapeXml(image.alt)}">`,
		...(things.length ? [structuredData(things)] : [])
	].join('');
}

const articleProperties = ({
	published,
	updated,
	section,
	tags
}: NonNullable<PageMetadata['article']>): [string, string][] => [
	['article:published_time', published],
	...(updated ? [['article:modified_time', updated] satisfies [string, string]] : []),
	['article:section', section],
	...tags.map((tag): [string, string] => ['article:tag', tag])
];

/** A data block: the content security policy does not apply to it. `<` is escaped so that no text ends it. */
const structuredData = (things: readonly Thing[]) =>
	`<script type="application/ld+json">${JSON.stringify({
		'@context': 'https://schema.org',
		'@graph': things
	}).replaceAll('<', '\\u003c')}</script>`;
