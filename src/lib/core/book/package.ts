import { isRightToLeft } from '../article/language.ts';
import { latestChange } from '../article/last-change.ts';
import { escapeXml as xml } from '../markup/xml.ts';
import { articlesOf, type Book, type BookFile } from './book.ts';

/** Where the package document is; all files of the book are beside it. */
export const folder = 'EPUB';

export const container = `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
	<rootfiles>
		<rootfile full-path="${folder}/package.opf" media-type="application/oebps-package+xml"/>
	</rootfiles>
</container>
`;

/** The latest change of an article, so that a book changes only when its articles do. */
const modified = (book: Book) =>
	`${latestChange(articlesOf(book).map(({ article }) => article))!}T00:00:00Z`;

const accessibility = `		<meta property="schema:accessMode">textual</meta>
		<meta property="schema:accessMode">visual</meta>
		<meta property="schema:accessModeSufficient">textual</meta>
		<meta property="schema:accessibilityFeature">alternativeText</meta>
		<meta property="schema:accessibilityFeature">readingOrder</meta>
		<meta property="schema:accessibilityFeature">structuralNavigation</meta>
		<meta property="schema:accessibilityFeature">tableOfContents</meta>
		<meta property="schema:accessibilityHazard">none</meta>
		<meta property="schema:accessibilitySummary">Every image has a text alternative, and the reading order follows the headings.</meta>
`;

/** The package document of EPUB 3: metadata, files and reading order. */
export function packageDocument(book: Book, files: readonly BookFile[]): string {
	const { url, title, tagline, publisher, author, language } = book;
	const idOf = (file: BookFile) => `f${files.indexOf(file) + 1}`;
	const items = files.map(
		(file) =>
			`		<item id="${idOf(file)}" href="${xml(file.name)}" media-type="${file.type}"${file.properties ? ` properties="${file.properties}"` : ''}/>\n`
	);
	const pages = files
		.filter(({ isPage }) => isPage)
		.map((file) => `		<itemref idref="${idOf(file)}"/>\n`);
	const direction = isRightToLeft(language) ? ' page-progression-direction="rtl"' : '';
	return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${xml(language)}"${direction && ' dir="rtl"'}>
	<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
		<dc:identifier id="id">${xml(url)}</dc:identifier>
		<dc:title>${xml(title)}</dc:title>
		<dc:language>${xml(language)}</dc:language>
		<dc:creator>${xml(author)}</dc:creator>
		<dc:publisher>${xml(publisher)}</dc:publisher>
		<dc:description>${xml(tagline)}</dc:description>
		<dc:source>${xml(url)}</dc:source>
		<meta property="dcterms:modified">${modified(book)}</meta>
${accessibility}	</metadata>
	<manifest>
${items.join('')}	</manifest>
	<spine${direction}>
${pages.join('')}	</spine>
</package>
`;
}
