import { dayName } from '../article/day-name.ts';
import { diagramFile, type Palette } from '../markup/diagram.ts';
import {
	element,
	elementsOf,
	text,
	textOf,
	toXml,
	type XmlElement,
	type XmlNode
} from '../markup/xml.ts';
import { bookBody } from './body.ts';
import type {
	ArticleFacts,
	BookArticle,
	BookFile,
	BookImage,
	BookPlace,
	PreparedArticle,
	ReadImage
} from './book.ts';
import { fillLinks, numberLinks, setIds } from './links.ts';
import { bookPage } from './page.ts';

/** Black, white and gray, which e-ink shows sharply. */
const palette: Palette = {
	'--bg': '#ffffff',
	'--fg': '#000000',
	'--_text-muted': '#333333',
	'--_text-faint': '#333333',
	'--_line': '#444444',
	'--_arrow': '#000000',
	'--_node-fill': '#ffffff',
	'--_node-stroke': '#444444',
	'--_group-fill': '#f0f0f0',
	'--_group-hdr': '#e0e0e0',
	'--_inner-stroke': '#999999',
	'--_key-badge': '#e0e0e0'
};

const extensions: Record<BookImage['type'], string> = {
	'image/gif': 'gif',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/svg+xml': 'svg'
};

/** The body of an article as it is in books, with the images that can be had. */
export async function prepareArticle(
	article: BookArticle,
	readImage: ReadImage
): Promise<PreparedArticle> {
	const { body: source, ...facts } = article;
	// Slugs have no underscore.
	const stem = `${article.category}_${article.slug}`;
	const images = new ArticleImages(stem, article.url);
	const body = bookBody(source, article.url, (diagram) => images.addDiagram(diagram));
	await images.addAll(body, readImage);
	const ids = setIds(body);
	const links = numberLinks(body, article.url, ids);
	return {
		article: facts,
		place: { file: `${stem}.xhtml`, ids, headings: headingsOf(body) },
		xhtml: toXml(body),
		links,
		files: images.files,
		missingImages: images.missing
	};
}

/** The page of an article in a book. @param places of the book's articles, by absolute address */
export const articlePage = (
	{ article, place, xhtml, links }: PreparedArticle,
	language: string,
	places: ReadonlyMap<string, BookPlace>
): BookFile =>
	bookPage(
		{ name: place.file, title: article.title, language },
		`<section epub:type="chapter" role="doc-chapter">
${toXml(head(article))}
${fillLinks(xhtml, links, places)}
</section>`
	);

/** The images of an article and of its diagrams. */
class ArticleImages {
	readonly files: BookFile[] = [];
	missing = 0;
	#stem: string;
	#page: string;

	/** @param page absolute address of the article */
	constructor(stem: string, page: string) {
		this.#stem = stem;
		this.#page = page;
	}

	addDiagram(drawn: XmlElement): XmlElement {
		const { svg, alt, width, height } = diagramFile(drawn, palette);
		return element('img', { src: this.#add('image/svg+xml', svg), alt, width, height });
	}

	#add(type: BookImage['type'], content: BookFile['content']): string {
		const name = `${this.#stem}_${this.files.length + 1}.${extensions[type]}`;
		this.files.push({ name, type, content });
		return name;
	}

	/** The text of an image that cannot be had takes its place. */
	async addAll(body: readonly XmlNode[], readImage: ReadImage): Promise<void> {
		const names = new Map<string, string | null>(this.files.map(({ name }) => [name, name]));
		for (const node of elementsOf(body)) {
			if (node.name !== 'img') continue;
			const { src = '' } = node.attributes;
			if (!names.has(src)) names.set(src, await this.#read(src, readImage));
			const name = names.get(src);
			if (name) node.attributes.src = name;
			else toWords(node);
		}
	}

	async #read(src: string, readImage: ReadImage): Promise<string | null> {
		const image = URL.canParse(src, this.#page)
			? await readImage(new URL(src, this.#page).href)
			: null;
		if (!image) this.missing++;
		return image && this.#add(image.type, image.bytes);
	}
}

function toWords(image: XmlElement) {
	const { alt = '' } = image.attributes;
	Object.assign(image, element('span', {}, [text(alt && `[${alt}]`)]));
}

const paragraph = (name: string, children: XmlNode[]) => element('p', { class: name }, children);

function head(article: ArticleFacts): XmlNode[] {
	const { categoryTitle, level, minutes, title, description, published, updated, url } = article;
	const dates = `${dayName(published)}${updated ? `, updated ${dayName(updated)}` : ''}`;
	return [
		paragraph('level', [text(`${categoryTitle} · ${level} · ${minutes} min`)]),
		element('h1', {}, [text(title)]),
		paragraph('lead', [text(description)]),
		paragraph('facts', [
			text(`${dates} · `),
			element('a', { href: url }, [text('Read on the web')])
		])
	];
}

const headingsOf = (body: readonly XmlNode[]) =>
	[...elementsOf(body)].flatMap((node) => {
		const { id } = node.attributes;
		const words = textOf(node.children).replace(/\s+/g, ' ').trim();
		return node.name === 'h2' && id && words ? [{ id, text: words }] : [];
	});
