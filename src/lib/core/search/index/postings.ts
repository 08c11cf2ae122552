import SearchableMap from 'minisearch/SearchableMap';
import type { SearchDocument } from './document.ts';
import type { Pause } from './yielder.ts';
import { decodePosting, type Posting } from './encode-postings.ts';
import { indexTerms, type IndexHeader } from './index-file.ts';

export type IndexedField = Exclude<keyof SearchDocument, 'id'>;

/** An index opened for ranking; documents go by their number. */
export interface Postings {
	size: number;
	has(term: string): boolean;
	get(term: string): Posting | undefined;
	/** Terms that begin so. */
	begunBy(prefix: string): string[];
	/** Terms spelt nearly so: letters put in, left out or exchanged. */
	spelt(term: string, most: number): [term: string, distance: number][];
	field(name: IndexedField): number;
	/** Different terms in a field of a document, as a share of the mean. */
	relativeLength(document: number, field: number): number;
	id(document: number): string;
	documentOf(id: string): number | undefined;
	title(document: number): string;
}

/** A term's postings, read when they are first wanted. */
interface Entry {
	/** As `encodePosting` made it. */
	text: string;
	posting?: Posting;
}

export async function openPostings(
	text: string,
	{ fields, averageLengths, documents }: IndexHeader,
	pause: Pause
): Promise<Postings> {
	const dictionary = new SearchableMap<Entry>();
	for (const [term, postings] of indexTerms(text)) {
		dictionary.set(term, { text: postings });
		const wait = pause();
		if (wait) await wait;
	}
	const numbers = new Map(documents.map(([id], number) => [id, number]));
	return {
		size: documents.length,
		has: (term) => dictionary.has(term),
		get(term) {
			const entry = dictionary.get(term);
			return entry && (entry.posting ??= decodePosting(entry.text));
		},
		begunBy: (prefix) => [...dictionary.atPrefix(prefix).keys()],
		spelt: (term, most) =>
			[...dictionary.fuzzyGet(term, most)].map(([found, [, distance]]) => [found, distance]),
		field: (name) => fields.indexOf(name),
		relativeLength: (document, field) => documents[document]![2][field]! / averageLengths[field]!,
		id: (document) => documents[document]![0],
		documentOf: (id) => numbers.get(id),
		title: (document) => documents[document]![1]
	};
}
