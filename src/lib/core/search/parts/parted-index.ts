import type { IndexHeader } from '../index/index-file.ts';

/**
 * The index of a large library is a head, which is the header of an index file with what scoring needs of
 * every document and the names of the parts, and the parts: files of a few kilobytes that a query asks for. `../README.md` says which.
 */
export interface PartedHeader extends Omit<IndexHeader, 'documents'> {
	facts: DocumentFacts;
	parts: PartNames;
}

export interface PartNames {
	/** Terms and postings in alphabetical order; `first` is the first term of each block. */
	blocks: readonly { first: string; name: string }[];
	/** All terms without postings, one per line, front-coded: for what a misspelled word may be. */
	terms: string;
	/** By slice of the hashes. */
	pairs: readonly string[];
	vectors: string;
}

/** What scoring needs of every document, each by document number. */
export interface DocumentFacts {
	/** By field number: the numbers of different terms. */
	lengths: readonly (readonly number[])[];
	/** Of titles, in hundredths. */
	titleWeights: readonly number[];
	/** How many pairs were kept. */
	pairCounts: readonly number[];
}

/** What a document is called; the catalogue has it, so the index does not. */
export interface DocumentName {
	id: string;
	title: string;
}

/** Where the parts and the names of the documents come from. */
export interface PartSource {
	/** @throws if a part cannot be fetched, or is damaged */
	fetchPart(name: string): Promise<string>;
	documents(): Promise<readonly DocumentName[]>;
}
