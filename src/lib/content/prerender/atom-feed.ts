import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import type { ArticleCard } from '$lib/core/article/article.ts';

export interface FeedEntry {
	article: Pick<ArticleCard, 'title' | 'description' | 'published' | 'updated' | 'tags'>;
	/** Absolute address of its page, for ever its id. */
	url: string;
	/** The article's whole body. */
	html: string;
}

export interface Feed {
	title: string;
	subtitle: string;
	author: string;
	/** BCP 47 */
	language: string;
	/** Absolute address of the page that shows the same; the feed's id. */
	page: string;
	/** Absolute address of the feed itself. */
	self: string;
	/** In the order that readers see them. */
	entries: readonly FeedEntry[];
}

/** Without the characters that XML 1.0 has no way to write (section 2.2). */
const xml = (text: string) =>
	text
		.toWellFormed()
		// eslint-disable-next-line no-control-regex -- these are what is looked for
		.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

const changed = ({ article }: FeedEntry) => article.updated ?? article.published;

/** Days are all that articles know; a feed has moments (RFC 3339). */
const moment = (day: string) => `${day}T00:00:00Z`;

/** A library's or category's feed with its articles whole: Atom 1.0 (RFC 4287). */
export function atomFeed({ title, subtitle, author, language, page, self, entries }: Feed): string {
	// An empty feed must have a date too, and the same one in each build.
	const updated = entries.map(changed).sort().at(-1) ?? '1970-01-01';
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(language)}">
	<id>${xml(page)}</id>
	<title>${xml(title)}</title>
	<subtitle>${xml(subtitle)}</subtitle>
	<updated>${moment(updated)}</updated>
	<author><name>${xml(author)}</name></author>
	<link rel="self" type="application/atom+xml" href="${xml(self)}" />
	<link rel="alternate" type="text/html" href="${xml(page)}" />
${entries.map(feedEntry).join('')}</feed>
`;
}

const feedEntry = (entry: FeedEntry) => `	<entry>
		<id>${xml(entry.url)}</id>
		<title>${xml(entry.article.title)}</title>
		<link rel="alternate" type="text/html" href="${xml(entry.url)}" />
		<published>${moment(entry.article.published)}</published>
		<updated>${moment(changed(entry))}</updated>
${entry.article.tags.map((tag) => `\t\t<category term="${xml(tag)}" />\n`).join('')}		<summary>${xml(entry.article.description)}</summary>
		<content type="html">${xml(withAbsoluteAddresses(entry.html, entry.url))}</content>
	</entry>
`;

/** A feed's reader shows the article far from its page: links and images need their whole address. */
function withAbsoluteAddresses(html: string, page: string): string {
	const tree = fromHtml(html, { fragment: true });
	visit(tree, 'element', ({ properties }) => {
		for (const name of ['href', 'src'])
			if (typeof properties[name] === 'string' && URL.canParse(properties[name], page))
				properties[name] = new URL(properties[name], page).href;
	});
	return toHtml(tree);
}
