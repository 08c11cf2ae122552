import { lastChange, latestChange } from '$lib/core/article/last-change.ts';
import { bookType } from '$lib/core/book/make-book.ts';
import { escapeXml as xml } from '$lib/core/markup/xml.ts';
import { moment, type Feed, type FeedEntry } from './feed.ts';

/**
 * A feed with whole articles, in Atom 1.0 (RFC 4287). Written by hand: the package `feed` has no
 * `xml:lang`, lets characters through that XML does not allow, and writes titles as HTML, in which
 * readers lose the `<T>` of `List<T>`.
 */
export function atomFeed({
	title,
	subtitle,
	author,
	language,
	page,
	self,
	book,
	entries
}: Feed): string {
	// An empty feed needs a date too, one that no build changes.
	const updated = latestChange(entries.map(({ article }) => article)) ?? '1970-01-01';
	return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(language)}">
	<id>${xml(page)}</id>
	<title>${xml(title)}</title>
	<subtitle>${xml(subtitle)}</subtitle>
	<updated>${moment(updated)}</updated>
	<author><name>${xml(author)}</name></author>
	<link rel="self" type="application/atom+xml" href="${xml(self)}" />
	<link rel="alternate" type="text/html" href="${xml(page)}" />
${book ? enclosure(book) : ''}${entries.map(feedEntry).join('')}</feed>
`;
}

const enclosure = ({ url, bytes }: NonNullable<Feed['book']>) =>
	`\t<link rel="enclosure" type="${bookType}" length="${bytes}" href="${xml(url)}" />\n`;

const feedEntry = (entry: FeedEntry) => `	<entry>
		<id>${xml(entry.url)}</id>
		<title>${xml(entry.article.title)}</title>
		<link rel="alternate" type="text/html" href="${xml(entry.url)}" />
		<published>${moment(entry.article.published)}</published>
		<updated>${moment(lastChange(entry.article))}</updated>
${entry.article.tags.map((tag) => `\t\t<category term="${xml(tag)}" />\n`).join('')}		<summary>${xml(entry.article.description)}</summary>
		<content type="html">${xml(entry.html)}</content>
	</entry>
`;
