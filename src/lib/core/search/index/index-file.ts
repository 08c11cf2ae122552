import type { AsPlainObject } from 'minisearch';
import type { SynonymRule } from '../../article/search-rules.ts';
import { encodePosting } from './encode-postings.ts';
import { fnv1a, fnv1aOf, hexadecimal } from './checksum.ts';
import type { GlossaryGroup } from './synonyms.ts';
import type { EncodedVectors } from './vectors.ts';
import type { Pause } from './yielder.ts';

/**
 * An index file has a header (one line of JSON, with this content); the terms in alphabetical order,
 * one per line and front-coded; an empty line; the postings of each term, one per line; the pairs of
 * each document, one per line; and a line with the vectors of all documents. It is small and opens
 * quickly, because postings, pairs and vectors are decoded on first use.
 */
export interface IndexHeader {
	schema: string;
	language: string;
	/** Applied to queries; absent if there are none. */
	synonyms?: readonly SynonymRule[];
	/** Applied to what the synonyms leave of a query; absent if there are none. */
	glossaryGroups?: readonly GlossaryGroup[];
	/** What stemming removes from words, the most frequent first; completes words being typed. */
	suffixes: readonly string[];
	/** Field names by field number. */
	fields: readonly string[];
	/** By field number: the average number of different terms. */
	averageLengths: readonly number[];
	/** By document number; `lengths` are the numbers of different terms by field number. */
	documents: readonly [id: string, title: string, lengths: readonly number[]][];
	/** Of the vectors. */
	singularValues: EncodedVectors['singularValues'];
}

/** What the file has besides terms and postings; empty if the library is too small for it. */
export interface IndexEvidence {
	/** By document, from `encodePairs`. */
	pairs: readonly string[];
	vectors: EncodedVectors;
}

/** In the order of their numbers, which is that of their ids and breaks ties. */
export const inIndexOrder = <Document extends { id: string }>(
	documents: readonly Document[]
): Document[] => documents.toSorted((a, b) => (a.id < b.id ? -1 : 1));

type HeaderInput = Pick<
	IndexHeader,
	'schema' | 'language' | 'synonyms' | 'glossaryGroups' | 'suffixes'
>;

const prefix = '{"checksum":"';
/** Where the text that the checksum covers starts. */
const checkedStart = `${prefix}00000000",`.length;

/** @param index has `fullTitle` as a stored field */
export function writeIndexFile(
	index: AsPlainObject,
	{ pairs, vectors: { line, singularValues } }: IndexEvidence,
	input: HeaderInput
): string {
	const { documentIds, storedFields, fieldIds, fieldLength, averageFieldLength } = index;
	const header: IndexHeader = {
		...input,
		fields: Object.keys(fieldIds).sort((a, b) => fieldIds[a]! - fieldIds[b]!),
		averageLengths: averageFieldLength,
		documents: Object.entries(documentIds).map(([number, id]) => [
			id as string,
			(storedFields[number] as { fullTitle: string }).fullTitle,
			fieldLength[number]!
		]),
		singularValues
	};
	const entries = index.index.toSorted(([a], [b]) => (a < b ? -1 : 1));
	const text = [
		JSON.stringify(header),
		...frontCoded(entries.map(([term]) => term)),
		'',
		...entries.map(([, posting]) => encodePosting(posting)),
		...pairs,
		line
	].join('\n');
	return withChecksum(text);
}

/** @param text starts with an object in JSON that is not empty, and so does the result */
export const withChecksum = (text: string) => `${prefix}${fnv1a(text, 1)}",${text.slice(1)}`;

// #region front-coding
const radix = 36;

/** Each term as the number of characters shared with the term before it, and the rest. */
export function frontCoded(terms: readonly string[]): string[] {
	let before = '';
	return terms.map((term) => {
		let shared = 0;
		while (shared < radix - 1 && shared < term.length && term[shared] === before[shared]) shared++;
		// A lone surrogate does not survive UTF-8 encoding.
		if (/[\uD800-\uDBFF]/.test(term[shared - 1] ?? '')) shared--;
		before = term;
		return shared.toString(radix) + term.slice(shared);
	});
}
// #endregion

/** The inverse of `frontCoded`, for its lines joined. */
export function* frontDecoded(text: string): Generator<string> {
	let term = '';
	for (const line of text.split('\n')) {
		term = term.slice(0, parseInt(line[0]!, radix)) + line.slice(1);
		yield term;
	}
}

/** @throws {SyntaxError} if the first line is not JSON */
export const readHeader = (text: string) =>
	JSON.parse(text.slice(0, lineEnd(text, 0))) as Partial<IndexHeader> | null;

// #region terms
/** Every term with its encoded posting. @param terms where they start: after the header */
export function* indexTerms(
	text: string,
	terms = lineEnd(text, 0) + 1
): Generator<[term: string, posting: string]> {
	const postings = text.indexOf('\n\n', terms - 1) + 2;
	let term = '';
	for (let [start, from] = [terms, postings]; start < postings - 1;) {
		const [end, to] = [lineEnd(text, start), lineEnd(text, from)];
		term = term.slice(0, parseInt(text[start]!, radix)) + text.slice(start + 1, end);
		yield [term, text.slice(from, to)];
		[start, from] = [end + 1, to + 1];
	}
}
// #endregion

/** The pairs and vectors of an index file, which are its last lines. */
export function readEvidence(
	text: string,
	{ documents, singularValues }: Pick<IndexHeader, 'documents' | 'singularValues'>
): IndexEvidence {
	let end = text.lastIndexOf('\n');
	const vectors = { line: text.slice(end + 1), singularValues };
	const pairs: string[] = [];
	while (vectors.line && pairs.length < documents.length) {
		const start = text.lastIndexOf('\n', end - 1);
		pairs.push(text.slice(start + 1, end));
		end = start;
	}
	return { pairs: pairs.reverse(), vectors };
}

/** In UTF-16 units; takes a slow processor a few milliseconds. */
const sliceLength = 100_000;

/** Whether the text is undamaged; yields to the main thread in between. */
export async function verifyChecksum(text: string, pause: Pause): Promise<boolean> {
	let hash: number | undefined;
	for (let at = checkedStart; at < text.length; at += sliceLength) {
		await pause();
		hash = fnv1aOf(text, at, Math.min(text.length, at + sliceLength), hash);
	}
	return hash !== undefined && text.startsWith(`${prefix}${hexadecimal(hash)}",`);
}

function lineEnd(text: string, from: number): number {
	const end = text.indexOf('\n', from);
	return end < 0 ? text.length : end;
}
