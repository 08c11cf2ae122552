/** The levels, from the least to the most knowledge required. */
export const levels = ['Beginner', 'Intermediate', 'Advanced'] as const;
export type Level = (typeof levels)[number];

/** What lists show of an article, and what filters and sorting use. */
export interface ArticleCard {
	/** Slug of the category. */
	category: string;
	slug: string;
	title: string;
	description: string;
	level: Level;
	/** Computed reading time in whole minutes, at least 1. */
	minutes: number;
	/** `YYYY-MM-DD` */
	published: string;
	/** `YYYY-MM-DD`, not before `published` */
	updated?: string;
	tags: string[];
	series?: string;
	/** 1-based position in `series`. */
	part?: number;
}

export interface Heading {
	/** The id in the page; stable while the text of the heading stays the same. */
	id: string;
	/** 2 to 6; the title is the page's only level 1. */
	depth: number;
	text: string;
	/** Changes when the words, code or figures of the section do; absent if it is not needed. */
	hash?: string;
}

/** Takes the place of a footnote mark in plain text: zero width, and part of no word. */
export const footnotePlaceholder = '\u200b';

/** The part of an article from one heading to the next, as plain text. */
export interface Section {
	/** Id of its heading; empty before the first heading. */
	id: string;
	heading: string;
	/** Each paragraph, table cell or other block is one line. */
	prose: string;
	/** The lines of its code blocks. */
	code: string;
	/** The sources of its figures, to detect changes. */
	figures?: string;
}

export interface Category {
	slug: string;
	title: string;
	tagline: string;
	/** Position among the categories; the smallest comes first. */
	order: number;
}

export interface Site {
	title: string;
	tagline: string;
	/** Absolute, without a trailing slash. */
	url: string;
	author: string;
	/** BCP 47 */
	language: string;
	/** URL where the content folder can be edited, without a trailing slash. */
	edit?: string;
}

/** Identifies an article in the library: `category/slug`. */
export const articleId = (article: { category: string; slug: string }) =>
	`${article.category}/${article.slug}`;

/** Folder names that cannot be categories, because the site has pages at these paths. */
export const reservedCategories: readonly string[] = ['about', 'offline', 'page', 'saved', 'tags'];

/** Valid names of category folders and article files. */
export const slugPattern = /^[a-z0-9-]{1,80}$/;
