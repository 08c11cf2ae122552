import { dayName } from '../article/day-name.ts';
import { diagramFile, type Palette } from '../markup/diagram.ts';
import { element, elementsOf, text, textOf, type XmlElement, type XmlNode } from '../markup/xml.ts';
import { bookBody } from './body.ts';
import type { BookArticle, BookFile, ReadImage } from './book.ts';
import { resolveLinks, setIds, type BookPlace } from './links.ts';
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

const extensions: Record<string, string> = {
	'image/gif': 'gif',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/svg+xml': 'svg'
};

/** An article of a book that is being made: first its body, then its images, then its links. */
export class ArticleDraft {
	readonly files: BookFile[] = [];
	readonly place: BookPlace & { headings: readonly { id: string; text: string }[] };
	/** Images that could not be had. */
	missingImages = 0;
	#body: XmlNode[];
	#stem: string;

	constructor(readonly article: BookArticle) {
		const { category, slug, url, body } = article;
		// Slugs have no underscore.
		this.#stem = `${category}_${slug}`;
		this.#body = bookBody(body, url, (diagram) => this.#addDiagram(diagram));
		const ids = setIds(this.#body);
		this.place = { file: `${this.#stem}.xhtml`, ids, headings: headingsOf(this.#body) };
	}

	#addDiagram(drawn: XmlElement): XmlElement {
		const { svg, alt, width, height } = diagramFile(drawn, palette);
		const name = this.#nextName('svg');
		this.files.push({ name, type: 'image/svg+xml', content: svg });
		return element('img', { src: name, alt, width, height });
	}

	#nextName = (extension: string) => `${this.#stem}_${this.files.length + 1}.${extension}`;

	/** Puts the images into the book; the text of an image that cannot be had takes its place. */
	async addImages(readImage: ReadImage): Promise<void> {
		const names = new Map<string, string | null>(this.files.map(({ name }) => [name, name]));
		for (const node of elementsOf(this.#body)) {
			if (node.name !== 'img') continue;
			const { src = '' } = node.attributes;
			if (!names.has(src)) names.set(src, await this.#addImage(src, readImage));
			const name = names.get(src);
			if (name) node.attributes.src = name;
			else toWords(node);
		}
	}

	async #addImage(src: string, readImage: ReadImage): Promise<string | null> {
		const { url } = this.article;
		const image = URL.canParse(src, url) ? await readImage(new URL(src, url).href) : null;
		if (!image) {
			this.missingImages++;
			return null;
		}
		const name = this.#nextName(extensions[image.type]!);
		this.files.push({ name, type: image.type, content: image.bytes });
		return name;
	}

	/** @param places of the other articles, by absolute address */
	finish(language: string, places: ReadonlyMap<string, BookPlace>): BookFile[] {
		const { article } = this;
		resolveLinks(this.#body, article.url, places);
		const page = bookPage({ name: this.place.file, title: article.title, language }, [
			element('section', { 'epub:type': 'chapter', role: 'doc-chapter' }, [
				...head(article),
				...this.#body
			])
		]);
		return [page, ...this.files];
	}
}

function toWords(image: XmlElement) {
	const { alt = '' } = image.attributes;
	Object.assign(image, element('span', {}, [text(alt && `[${alt}]`)]));
}

const paragraph = (name: string, children: XmlNode[]) => element('p', { class: name }, children);

function head(article: BookArticle): XmlNode[] {
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
