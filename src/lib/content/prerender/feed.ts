import type { ArticleCard } from '$lib/core/article/article.ts';

export interface FeedEntry {
	article: Pick<ArticleCard, 'title' | 'description' | 'published' | 'updated' | 'tags'>;
	/** Absolute address of its page, and its id. */
	url: string;
	/** The article's whole body, for feed readers. */
	html: string;
	/** Absolute address of its preview image. */
	image: string;
}

/** What the feeds of a list of articles say, in any format. */
export interface Feed {
	title: string;
	subtitle: string;
	author: string;
	/** BCP 47 */
	language: string;
	/** Absolute address of the page with the same articles, and the feed's id. */
	page: string;
	/** Absolute address of the feed itself. */
	self: string;
	/** The same articles as a book, with its absolute address. */
	book?: { url: string; bytes: number };
	/** In the order of that page. */
	entries: readonly FeedEntry[];
}

/** Articles have days; feeds need times (RFC 3339). */
export const moment = (day: string) => `${day}T00:00:00Z`;
