/** Words of queries, and what they find besides themselves. */
export interface SynonymRule {
	/** Words or phrases of queries that the rule applies to. */
	typed: string[];
	/** Words or phrases that then match as well; for equivalents, the same list as `typed`. */
	also: string[];
}

/** Synonyms that an author declared in `synonyms.yaml`. */
export interface AuthorSynonyms extends SynonymRule {
	/** 1-based, in the file */
	line: number;
	column: number;
}

/** A query and the article that it must find, as an author declared in `golden.yaml`. */
export interface GoldenQuery {
	query: string;
	/** `category/slug` */
	id: string;
	/** 1-based; the article must rank this high or higher. */
	within: number;
	/** 1-based, in the file */
	line: number;
	column: number;
}
