import type { AsPlainObject } from 'minisearch';
import type { SynonymRule } from '../../article/search-rules.ts';
import { encodePosting } from './encode-postings.ts';
import { fnv1a, fnv1aOf, hexadecimal } from './checksum.ts';
import type { Pause } from './yielder.ts';

/**
 * The index as a file: a line of JSON that says what it is and which documents it holds; the terms
 * in alphabetical order, one a line, each as what it shares with the one before and what it has of
 * its own; an empty line; and the postings of each term. So it is small, and is opened without
 * reading what nobody asks for: a term's postings are decoded when they are first wanted.
 */
export interface IndexHeader {
	schema: string;
	language: string;
	/** Left out where there are none; they are applied to queries. */
	synonyms?: readonly SynonymRule[];
	/** What stems lack of words, for those that are still being typed. */
	endings: readonly string[];
	/** The fields of `postings` by number. */
	fields: readonly string[];
	/** Different terms in each field, on average. */
	averageLengths: readonly number[];
	/** By number: id, title, and the different terms in each field. */
	documents: readonly [id: string, title: string, lengths: readonly number[]][];
}

type Facts = Pick<IndexHeader, 'schema' | 'language' | 'synonyms' | 'endings'>;

const opening = '{"checksum":"';
const opened = `${opening}00000000",`.length;

/** @param index with the title as a stored field */
export function writeIndexFile(index: AsPlainObject, facts: Facts): string {
	const { documentIds, storedFields, fieldIds, fieldLength, averageFieldLength } = index;
	const header: IndexHeader = {
		...facts,
		fields: Object.keys(fieldIds).sort((a, b) => fieldIds[a]! - fieldIds[b]!),
		averageLengths: averageFieldLength,
		documents: Object.entries(documentIds).map(([number, id]) => [
			id as string,
			(storedFields[number] as { title: string }).title,
			fieldLength[number]!
		])
	};
	const entries = index.index.toSorted(([a], [b]) => (a < b ? -1 : 1));
	const text = [
		JSON.stringify(header),
		...frontCoded(entries.map(([term]) => term)),
		'',
		...entries.map(([, posting]) => encodePosting(posting))
	].join('\n');
	return `${opening}${fnv1a(text, 1)}",${text.slice(1)}`;
}

const radix = 36;

/** Each term without what it shares with the one before, and how many characters that are. */
function frontCoded(terms: readonly string[]): string[] {
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

/** @throws {SyntaxError} where the text begins with no JSON */
export const readHeader = (text: string) =>
	JSON.parse(text.slice(0, lineEnd(text, 0))) as Partial<IndexHeader> | null;

/** Every term, and its postings as `encodePosting` made them. */
export function* indexTerms(text: string): Generator<[term: string, posting: string]> {
	const terms = lineEnd(text, 0) + 1;
	const postings = text.indexOf('\n\n', terms - 1) + 2;
	let term = '';
	for (let [start, from] = [terms, postings]; start < postings - 1;) {
		const [end, to] = [lineEnd(text, start), lineEnd(text, from)];
		term = term.slice(0, parseInt(text[start]!, radix)) + text.slice(start + 1, end);
		yield [term, text.slice(from, to)];
		[start, from] = [end + 1, to + 1];
	}
}

/** Characters; some milliseconds of a slow processor. */
const sliceLength = 100_000;

/** Whether the text is exactly what `writeIndexFile` wrote. */
export async function verifyChecksum(text: string, pause: Pause): Promise<boolean> {
	let hash: number | undefined;
	for (let at = opened; at < text.length; at += sliceLength) {
		await pause();
		hash = fnv1aOf(text, at, Math.min(text.length, at + sliceLength), hash);
	}
	return hash !== undefined && text.startsWith(`${opening}${hexadecimal(hash)}",`);
}

function lineEnd(text: string, from: number): number {
	const end = text.indexOf('\n', from);
	return end < 0 ? text.length : end;
}
