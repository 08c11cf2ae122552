export interface Hit {
	/** `category/slug` */
	id: string;
	/** Comparable within one answer only. */
	score: number;
	/**
	 * The terms of the index that the article has: those of the query, or what they were widened to.
	 * A synonym of several words is one term, with spaces in it.
	 */
	terms: readonly string[];
}

/** Resolves `terms` lazily: only the hits on screen need them. */
export class LazyHit implements Hit {
	readonly id: string;
	readonly score: number;
	#matchedTerms: () => string[];
	#terms: string[] | undefined;

	constructor(id: string, score: number, matchedTerms: () => string[]) {
		this.id = id;
		this.score = score;
		this.#matchedTerms = matchedTerms;
	}

	get terms() {
		return (this.#terms ??= this.#matchedTerms());
	}
}
