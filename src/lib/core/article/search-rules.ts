/** Words for which the search also takes others: an author's, from `synonyms.yaml`. */
export interface SynonymRule {
	/** Words or phrases, any of which a query may have. */
	typed: string[];
	/** Words or phrases that are then as good; equals have the same here as in `typed`. */
	also: string[];
}

/** A query and the article that it must find: an author's, from `golden.yaml`. */
export interface GoldenQuery {
	query: string;
	/** `category/slug` */
	id: string;
	/** 1-based place by which the article must have come. */
	within: number;
	/** 1-based, in the file */
	line: number;
	column: number;
}
