import { articleCount } from './names.ts';

/** What a list page says of its view. */
export interface ResultSummary {
	/** `22 articles`, `3 of 22 articles`, `No articles match` */
	text: string;
	/** Of the articles; `null` while that may still change by itself. */
	count: number | null;
	/** What would bring articles back: `Without Beginner: 6 articles`. */
	suggestions: readonly { label: string; href: string }[];
	/** What the view lacks, said in a sentence. */
	note?: string;
}

export const summaryText = (count: number, total: number, narrowed: boolean) =>
	count === 0 && narrowed
		? 'No articles match'
		: narrowed
			? `${count} of ${articleCount(total)}`
			: articleCount(total);
