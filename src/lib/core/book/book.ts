import type { ArticleCard } from '../article/article.ts';
import type { XmlNode } from '../markup/xml.ts';

/** What a book says of an article besides its body. */
export interface ArticleFacts extends Pick<
	ArticleCard,
	'category' | 'slug' | 'title' | 'description' | 'level' | 'minutes' | 'published' | 'updated'
> {
	categoryTitle: string;
	/** Absolute address of its page. */
	url: string;
}

/** An article as its page has it. */
export interface BookArticle extends ArticleFacts {
	body: readonly XmlNode[];
}

/** A document of the book: the file and the ids in it. */
export interface BookPlace {
	file: string;
	ids: ReadonlySet<string>;
}

/** An article that is ready to be bound, in any number of books. */
export interface PreparedArticle {
	article: ArticleFacts;
	place: BookPlace & { headings: readonly { id: string; text: string }[] };
	/** The body, whose links to pages of the site are numbered. */
	xhtml: string;
	links: readonly string[];
	/** Its images. */
	files: readonly BookFile[];
	/** Images that could not be had; their texts are in their places. */
	missingImages: number;
}

/** Articles under a heading in the table of contents, with a title page; without one, just articles. */
export interface BookPart {
	slug?: string;
	title?: string;
	tagline?: string;
	articles: readonly PreparedArticle[];
}

export interface Book {
	/** Absolute address of the page with the same articles; identifies the book. */
	url: string;
	title: string;
	tagline: string;
	/** The name of the site. */
	publisher: string;
	author: string;
	/** BCP 47 */
	language: string;
	/** At least one, none of them empty. */
	parts: readonly BookPart[];
}

/** An image of a type that every reader of EPUB 3 knows. */
export interface BookImage {
	bytes: Uint8Array;
	type: 'image/gif' | 'image/jpeg' | 'image/png' | 'image/svg+xml';
}

/** An image by its absolute address; `null` if it cannot be had. */
export type ReadImage = (url: string) => Promise<BookImage | null>;

/** A file of a book. */
export interface BookFile {
	name: string;
	type: string;
	content: string | Uint8Array;
	/** Of the manifest. */
	properties?: 'cover-image' | 'nav';
	/** In the reading order. */
	isPage?: true;
}

export const articlesOf = ({ parts }: Book): readonly PreparedArticle[] =>
	parts.flatMap(({ articles }) => articles);

/** What a list page links to. */
export interface BookLink {
	/** Below the base path: `/backend/backend.epub`, `/library.epub`. */
	path: string;
	/** “340 kB” */
	size: string;
}
