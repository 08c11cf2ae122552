import type { ArticleCard, Heading } from './article.ts';

/** What is known of an article's code having been run. */
export interface Verified {
	/** `YYYY-MM-DD` */
	date: string;
	sdk: string;
	packages: Record<string, string>;
	servers?: Record<string, string>;
	tests: number;
}

export interface ArticleLink {
	category: string;
	slug: string;
	title: string;
}

/** All that an article's page shows beside its body; it stands in the page as JSON. */
export interface ArticlePage extends ArticleCard {
	categoryTitle: string;
	headings: Heading[];
	/** As a heading's hash, of what stands before the first heading; absent where nothing does. */
	opening?: string;
	verified?: Verified;
	/** It has a sample, with pages of its own. */
	sample?: true;
	/** Its series, of which it is a part, and how many parts that has. */
	inSeries?: { title: string; parts: number };
	/** The neighbours in its series, or in its category from newest to oldest. */
	previous?: ArticleLink;
	next?: ArticleLink;
	/** Other articles on the same matter, nearest first. */
	related: ArticleLink[];
	/** Where its file can be edited. */
	edit?: string;
}
