import { articleCount } from './names.ts';

/** The status of a list page. */
export interface ResultSummary {
	/** `22 articles`, `3 of 22 articles`, `No articles match` */
	text: string;
	/** Number of articles; `null` while the search is still loading. */
	count: number | null;
	/** Links that remove filters and would bring results: `Remove “Beginner” (6 articles)`. */
	suggestions: readonly { label: string; href: string }[];
	/** A sentence on what could not be loaded or found. */
	note?: string;
}

export const summaryText = (count: number, total: number, isNarrowed: boolean) =>
	count === 0 && isNarrowed
		? 'No articles match'
		: isNarrowed
			? `${count} of ${articleCount(total)}`
			: articleCount(total);
