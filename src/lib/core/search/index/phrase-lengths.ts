import type { AsPlainObject } from 'minisearch';

/**
 * Takes phrases out of the lengths of fields: a phrase is no further word of an article, and BM25
 * must rank the same for a query that has nothing to do with it.
 */
export function withoutPhraseLengths(index: AsPlainObject): AsPlainObject {
	const lengths = structuredClone(index.fieldLength);
	for (const [term, fields] of index.index)
		if (term.includes(' '))
			for (const [field, counts] of Object.entries(fields))
				for (const document of Object.keys(counts)) lengths[document]![Number(field)]!--;
	const documents = Object.values(lengths);
	return {
		...index,
		fieldLength: lengths,
		averageFieldLength: index.averageFieldLength.map(
			(_, field) =>
				documents.reduce((sum, length) => sum + (length[field] ?? 0), 0) / documents.length
		)
	};
}
