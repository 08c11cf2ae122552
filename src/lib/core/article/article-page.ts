import type { ArticleCard, Heading } from './article.ts';

/** When and with what the code of an article was last run. */
export interface Verified {
	/** `YYYY-MM-DD` */
	date: string;
	/** What the code was built and run with: `.NET 10.0.401`, `Node.js 20.19.5`. */
	platform: string;
	packages: Record<string, string>;
	servers?: Record<string, string>;
	tests: number;
}

export interface ArticleLink {
	category: string;
	slug: string;
	title: string;
}

/** Everything that an article page shows besides the body; embedded in the page as JSON. */
export interface ArticlePage extends ArticleCard {
	categoryTitle: string;
	headings: Heading[];
	/** Like `Heading.hash`, for the text before the first heading; absent if there is none. */
	opening?: string;
	verified?: Verified;
	/** The article has a sample with pages of its own. */
	sample?: true;
	/** The series that it is a part of, and the number of its parts. */
	inSeries?: { title: string; parts: number };
	/** The neighbors in its series, or in its category from newest to oldest. */
	previous?: ArticleLink;
	next?: ArticleLink;
	/** Similar articles, the most similar first. */
	related: ArticleLink[];
	/** URL where its file can be edited. */
	edit?: string;
}
