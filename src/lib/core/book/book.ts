import type { ArticleCard } from '../article/article.ts';
import type { XmlNode } from '../markup/xml.ts';

/** An article to be bound, as its page has it. */
export interface BookArticle extends Pick<
	ArticleCard,
	'category' | 'slug' | 'title' | 'description' | 'level' | 'minutes' | 'published' | 'updated'
> {
	categoryTitle: string;
	/** Absolute address of its page. */
	url: string;
	body: readonly XmlNode[];
}

/** Articles under a heading in the table of contents, with a title page; without one, just articles. */
export interface BookPart {
	slug?: string;
	title?: string;
	tagline?: string;
	articles: readonly BookArticle[];
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

export const articlesOf = ({ parts }: Book): readonly BookArticle[] =>
	parts.flatMap(({ articles }) => articles);

/** What a list page links to. */
export interface BookLink {
	/** Below the base path: `/backend/backend.epub`, `/library.epub`. */
	path: string;
	bytes: number;
}
