import SearchableMap from 'minisearch/SearchableMap';
import { createDictionary, type Dictionary } from './dictionary.ts';
import type { IndexedField } from './analyse-article.ts';
import type { Pause } from './yielder.ts';
import { decodePosting, type Posting } from './encode-postings.ts';
import { decodePairs, type DocumentPairs } from './encode-pairs.ts';
import { indexTerms, readEvidence, type IndexHeader } from './index-file.ts';
import { openVectors, type Vectors } from './vectors.ts';

/** An open index; documents are identified by their number. */
export interface Postings extends Dictionary {
	size: number;
	get(term: string): Posting | undefined;
	/** @throws {MissingParts} if evidence that was asked for has to be fetched; it was 0 */
	assertComplete(): void;
	field(name: IndexedField): number;
	/** The number of different terms in a field of a document, divided by the average. */
	relativeLength(document: number, field: number): number;
	id(document: number): string;
	documentOf(id: string): number | undefined;
	title(document: number): string;
	/** The rarities of a title's terms, added up, in full hundredths; the index may not have them. */
	titleWeight?(document: number): number;
	/** `undefined` if the library is too small for it. */
	evidence: PostingsEvidence | undefined;
}

/** Decoded on first use. */
export interface PostingsEvidence {
	pairs(document: number): DocumentPairs;
	vectors: Vectors;
}

/** The posting of a term, decoded on first use. */
interface Entry {
	encoded: string;
	posting?: Posting;
}

export async function openPostings(
	text: string,
	header: IndexHeader,
	pause: Pause
): Promise<Postings> {
	const { fields, averageLengths, documents } = header;
	const entries = new SearchableMap<Entry>();
	for (const [term, postings] of indexTerms(text)) {
		entries.set(term, { encoded: postings });
		const wait = pause();
		if (wait) await wait;
	}
	const numbers = new Map(documents.map(([id], number) => [id, number]));
	return {
		...createDictionary(entries),
		size: documents.length,
		get(term) {
			const entry = entries.get(term);
			return entry && (entry.posting ??= decodePosting(entry.encoded));
		},
		assertComplete() {},
		field: (name) => fields.indexOf(name),
		relativeLength: (document, field) => documents[document]![2][field]! / averageLengths[field]!,
		id: (document) => documents[document]![0],
		documentOf: (id) => numbers.get(id),
		title: (document) => documents[document]![1],
		evidence: openEvidence(text, header)
	};
}

function openEvidence(text: string, header: IndexHeader): PostingsEvidence | undefined {
	const { pairs, vectors } = readEvidence(text, header);
	const decoded: DocumentPairs[] = [];
	return vectors.line
		? {
				pairs: (document) => (decoded[document] ??= decodePairs(pairs[document]!)),
				vectors: openVectors(vectors)
			}
		: undefined;
}
