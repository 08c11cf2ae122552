import type { AsPlainObject } from 'minisearch';
import { isStopWordTerm } from '../text/keywords.ts';
import { encodeSixBits, sixBitsAt } from './six-bits.ts';
import { documentFactors, minFactoredDocuments, type TermRow } from './svd.ts';

/** Numbers per document; `../README.md` has the measurements. */
const dimensions = 32;
/** A smaller library has no vectors. */
export const minDocuments = minFactoredDocuments(dimensions);
/** The largest number that six bits leave on both sides of zero, which is 32. */
const maxDigit = 31;

/** What each field adds to the count of a term; the other fields repeat these. */
const countWeights: Readonly<Record<string, number>> = { text: 1, title: 1, headings: 0.5 };

/** The topic vectors of an index as its file has them. */
export interface EncodedVectors {
	/** `dimensions` characters a document. */
	line: string;
	singularValues: readonly number[];
}

/** The topic of each document: documents with related words have similar directions. */
export interface Vectors {
	/** In descending order: how much of the library each dimension explains. */
	singularValues: readonly number[];
	/** The dimensions of a document, a vector of length 1, or of zeros if the document has no terms. */
	direction(document: number): Float64Array;
}

/**
 * Latent semantic analysis (Deerwester et al. 1990, Journal of the American Society for Information
 * Science 41) of an index with at least `minDocuments` documents.
 */
export function encodeVectors(index: AsPlainObject): EncodedVectors {
	const { coordinates, singularValues } = documentFactors(
		termRows(index),
		index.documentCount,
		dimensions
	);
	return {
		line: coordinates.map(encodeDirection).join(''),
		singularValues: singularValues.map((value) => Number(value.toPrecision(4)))
	};
}

/** Only the direction of a document is used, so that its largest number may become `maxDigit`. */
function encodeDirection(coordinates: Float64Array): string {
	const largest = coordinates.reduce((max, x) => Math.max(max, Math.abs(x)), 0) || 1;
	return Array.from(coordinates, (x) =>
		encodeSixBits(maxDigit + 1 + Math.round((maxDigit * x) / largest))
	).join('');
}

/** The tf-idf weights of terms that relate documents; each document's have a length of 1. */
function termRows({ index, fieldIds, documentCount: size }: AsPlainObject): TermRow[] {
	const weightOfField = Object.entries(countWeights).map(
		([field, weight]) => [String(fieldIds[field]), weight] as const
	);
	const squares = new Float64Array(size);
	const rows: { documents: number[]; weights: number[] }[] = [];
	for (const [term, posting] of index.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
		// A phrase from the synonyms says no more about an article than its words do, a stop word nothing.
		if (term.includes(' ') || isStopWordTerm(term)) continue;
		const counts = new Map<number, number>();
		for (const [field, weight] of weightOfField)
			for (const [document, count] of Object.entries(posting[field] ?? {}))
				counts.set(Number(document), (counts.get(Number(document)) ?? 0) + weight * count);
		if (counts.size < 2 || counts.size === size) continue;
		const rarity = Math.log(size / counts.size);
		const row: (typeof rows)[number] = { documents: [], weights: [] };
		for (const [document, count] of counts) {
			const weight = Math.log(1 + count) * rarity;
			row.documents.push(document);
			row.weights.push(weight);
			squares[document]! += weight * weight;
		}
		rows.push(row);
	}
	for (const { documents, weights } of rows)
		for (let n = 0; n < weights.length; n++) weights[n]! /= Math.sqrt(squares[documents[n]!]!);
	return rows;
}

export function openVectors({ line, singularValues }: EncodedVectors): Vectors {
	const cache: Float64Array[] = [];

	function decode(document: number): Float64Array {
		const direction = new Float64Array(dimensions);
		let square = 0;
		for (let n = 0; n < dimensions; n++) {
			const digit = sixBitsAt(line, document * dimensions + n) - maxDigit - 1;
			direction[n] = digit;
			square += digit * digit;
		}
		const length = Math.sqrt(square) || 1;
		return direction.map((digit) => digit / length);
	}

	return { singularValues, direction: (document) => (cache[document] ??= decode(document)) };
}
