/** The levels in rising order of what they assume of the reader. */
export const levels = ['Beginner', 'Intermediate', 'Advanced'] as const;
export type Level = (typeof levels)[number];

/** What a list shows of an article, and all that filters and sorting look at. */
export interface ArticleCard {
	/** Slug of the folder that holds it. */
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
	/** The id in the page, stable while the heading's text stays. */
	id: string;
	/** 2 to 6; the title is the page's only level 1. */
	depth: number;
	text: string;
	/** Of the section's words, code and figures: changes when they do. Absent where nobody compares. */
	hash?: string;
}

/** Takes the place of a footnote mark in plain text: zero width, and part of no word. */
export const footnotePlaceholder = '\u200b';

/** A stretch of an article from one heading to the next, as plain text. */
export interface Section {
	/** Id of its heading; the empty string before the first heading. */
	id: string;
	heading: string;
	/** What a reader sees in one line in the page, a cell or a paragraph, is a line. */
	prose: string;
	/** The lines of its code blocks. */
	code: string;
	/** What its figures are drawn from, for whoever asks whether they are what they were. */
	figures?: string;
}

export interface Category {
	slug: string;
	title: string;
	tagline: string;
	/** Position among the categories; smaller comes first. */
	order: number;
}

export interface Site {
	title: string;
	tagline: string;
	/** Absolute, without a slash at the end. */
	url: string;
	author: string;
	/** BCP 47 */
	language: string;
	/** Where the content folder can be edited, without a slash at the end. */
	edit?: string;
}

/** Names an article in the whole library: `category/slug`. */
export const articleId = (article: { category: string; slug: string }) =>
	`${article.category}/${article.slug}`;

/** Folder names that cannot be categories: their paths are pages of the site itself. */
export const reservedCategories: readonly string[] = ['offline', 'page', 'saved', 'tags'];

/** What a category and an article may be called: their folder's and file's name. */
export const slugPattern = /^[a-z0-9-]{1,80}$/;
