import { element, text, toXml, type XmlNode } from '../markup/xml.ts';
import type { Book, BookFile, BookPart, PreparedArticle } from './book.ts';
import { bookPage } from './page.ts';

export const navFile = 'nav.xhtml';

const list = (items: XmlNode[][]) =>
	element(
		'ol',
		{},
		items.map((children) => element('li', {}, children))
	);

const link = (href: string, words: string) => element('a', { href }, [text(words)]);

const articleItem = ({ place, article }: PreparedArticle): XmlNode[] => [
	link(place.file, article.title),
	...(place.headings.length
		? [list(place.headings.map(({ id, text }) => [link(`${place.file}#${id}`, text)]))]
		: [])
];

const partFile = ({ slug }: BookPart) => `${slug}.xhtml`;

/** The table of contents, for the reader's menu and as a page of the book. */
export const contentsPage = (
	{ language }: Pick<Book, 'language'>,
	parts: readonly BookPart[]
): BookFile =>
	bookPage(
		{ name: navFile, title: 'Contents', language, properties: 'nav' },
		toXml([
			element('nav', { 'epub:type': 'toc', role: 'doc-toc' }, [
				element('h1', {}, [text('Contents')]),
				list(
					parts.flatMap((part) =>
						part.title === undefined
							? part.articles.map(articleItem)
							: [[link(partFile(part), part.title), list(part.articles.map(articleItem))]]
					)
				)
			])
		])
	);

/** The title page of a part. */
export const partPage = ({ language }: Pick<Book, 'language'>, part: BookPart): BookFile =>
	bookPage(
		{ name: partFile(part), title: part.title!, language },
		toXml([
			element('section', { 'epub:type': 'part', role: 'doc-part' }, [
				element('h1', {}, [text(part.title!)]),
				element('p', { class: 'lead' }, [text(part.tagline ?? '')]),
				list(
					part.articles.map(({ place, article }) => [
						link(place.file, article.title),
						text(` · ${article.level} · ${article.minutes} min`)
					])
				)
			])
		])
	);
