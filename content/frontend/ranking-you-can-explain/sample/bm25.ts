/** A field of a page, as terms with repetitions. */
export type Field = readonly string[];

export interface Parameters {
	k: number;
	b: number;
	/** What any occurrence counts at least, as in BM25+; 0 in BM25. */
	d: number;
}

// #region bm25
/** BM25 of one term in one field of one page. `all` has that field of every page. */
export function bm25(term: string, field: Field, all: readonly Field[], { k, b, d }: Parameters) {
	const count = field.filter((one) => one === term).length;
	if (!count) return 0;
	const pages = all.filter((other) => other.includes(term)).length;
	const rarity = Math.log(1 + (all.length - pages + 0.5) / (pages + 0.5));
	const lengthOf = (some: Field) => new Set(some).size;
	const average = all.reduce((sum, other) => sum + lengthOf(other), 0) / all.length;
	const norm = k * (1 - b + (b * lengthOf(field)) / average);
	return rarity * (d + (count * (k + 1)) / (count + norm));
}
// #endregion

// #region multiplier
/** What MiniSearch 7.2 makes of it: the sum, times the number of query terms that the page has. */
export function miniSearchScore(
	query: readonly string[],
	page: number,
	fields: readonly (readonly Field[])[]
): number {
	const matched = [...new Set(query)].filter((term) =>
		fields.some((all) => all[page]!.includes(term))
	);
	const sum = query
		.flatMap((term) => fields.map((all) => bm25(term, all[page]!, all, { k: 1.2, b: 0.7, d: 0.5 })))
		.reduce((total, score) => total + score, 0);
	return sum * matched.length;
}
// #endregion
