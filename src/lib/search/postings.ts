import type MiniSearch from 'minisearch';
import type { SearchDocument } from './document.ts';

/** How often a term stands in each document, by field. */
export type Posting = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** A map by term that also finds what begins so or is spelt nearly so. */
interface Dictionary {
	get(term: string): Posting | undefined;
	has(term: string): boolean;
	atPrefix(prefix: string): Iterable<[term: string, Posting]>;
	fuzzyGet(term: string, distance: number): Iterable<[string, [Posting, distance: number]]>;
}

/**
 * What ranking reads of the index. MiniSearch has no methods for it, so this names its fields; they
 * are those of 7.2, the minor version that package.json stays on.
 */
interface Internals {
	_index: Dictionary;
	_documentCount: number;
	_documentIds: ReadonlyMap<number, string>;
	_idToShortId: ReadonlyMap<string, number>;
	_fieldIds: Readonly<Record<keyof SearchDocument, number>>;
	_fieldLength: ReadonlyMap<number, readonly number[]>;
	_avgFieldLength: readonly number[];
	_storedFields: ReadonlyMap<number, { title: string }>;
}

/** An index opened for ranking; documents go by their number. */
export interface Postings {
	dictionary: Dictionary;
	size: number;
	field(name: keyof SearchDocument): number;
	/** Different terms in a field of a document, as a share of the mean. */
	relativeLength(document: number, field: number): number;
	id(document: number): string;
	documentOf(id: string): number | undefined;
	title(document: number): string;
}

export function readPostings(index: MiniSearch<SearchDocument>): Postings {
	const inside = index as unknown as Internals;
	return {
		dictionary: inside._index,
		size: inside._documentCount,
		field: (name) => inside._fieldIds[name],
		relativeLength: (document, field) =>
			inside._fieldLength.get(document)![field]! / inside._avgFieldLength[field]!,
		id: (document) => inside._documentIds.get(document)!,
		documentOf: (id) => inside._idToShortId.get(id),
		title: (document) => inside._storedFields.get(document)!.title
	};
}
