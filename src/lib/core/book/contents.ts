import { element, text, type XmlNode } from '../markup/xml.ts';
import type { ArticleDraft } from './article-page.ts';
import type { Book, BookFile, BookPart } from './book.ts';
import { bookPage } from './page.ts';

export const navFile = 'nav.xhtml';

export interface DraftPart extends Omit<BookPart, 'articles'> {
	drafts: readonly ArticleDraft[];
}

const list = (items: XmlNode[][]) =>
	element(
		'ol',
		{},
		items.map((children) => element('li', {}, children))
	);

const link = (href: string, words: string) => element('a', { href }, [text(words)]);

const articleItem = ({ place, article }: ArticleDraft): XmlNode[] => [
	link(place.file, article.title),
	...(place.headings.length
		? [list(place.headings.map(({ id, text }) => [link(`${place.file}#${id}`, text)]))]
		: [])
];

const partFile = ({ slug }: DraftPart) => `${slug}.xhtml`;

/** The table of contents, for the reader's menu and as a page of the book. */
export const contentsPage = (
	{ language }: Pick<Book, 'language'>,
	parts: readonly DraftPart[]
): BookFile =>
	bookPage({ name: navFile, title: 'Contents', language, properties: 'nav' }, [
		element('nav', { 'epub:type': 'toc', role: 'doc-toc' }, [
			element('h1', {}, [text('Contents')]),
			list(
				parts.flatMap((part) =>
					part.title === undefined
						? part.drafts.map(articleItem)
						: [[link(partFile(part), part.title), list(part.drafts.map(articleItem))]]
				)
			)
		])
	]);

/** The title page of a part. */
export const partPage = ({ language }: Pick<Book, 'language'>, part: DraftPart): BookFile =>
	bookPage({ name: partFile(part), title: part.title!, language }, [
		element('section', { 'epub:type': 'part', role: 'doc-part' }, [
			element('h1', {}, [text(part.title!)]),
			element('p', { class: 'lead' }, [text(part.tagline ?? '')]),
			list(
				part.drafts.map(({ place, article }) => [
					link(place.file, article.title),
					text(` · ${article.level} · ${article.minutes} min`)
				])
			)
		])
	]);
