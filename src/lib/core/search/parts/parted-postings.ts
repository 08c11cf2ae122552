import { openVectors } from '../index/vectors.ts';
import { decodePosting, type Posting } from '../index/encode-postings.ts';
import { frontDecoded, indexTerms, inIndexOrder } from '../index/index-file.ts';
import type { Postings, PostingsEvidence } from '../index/postings.ts';
import { isStopWordTerm } from '../text/keywords.ts';
import { openPairSlice, pairsFromSlices, type PairSlice } from './pair-slices.ts';
import type { PartedHeader, PartNames, PartSource } from './parted-index.ts';
import { PartStore } from './part-store.ts';
import { termsWithin } from './terms-within.ts';

/** A term's posting, decoded on first use. */
interface Entry {
	encoded: string;
	posting?: Posting;
}

type Block = ReadonlyMap<string, Entry>;

/**
 * Opens an index in parts. Its methods throw `MissingParts` if the answer depends on a part that has not
 * been fetched; evidence is 0 until `assertComplete` throws, so that all of it is fetched at once.
 */
export async function openPartedPostings(
	header: PartedHeader,
	source: PartSource
): Promise<Postings> {
	const { fields, averageLengths, facts, parts } = header;
	const size = facts.titleWeights.length;
	const store = new PartStore((name) => source.fetchPart(name));
	const named = inIndexOrder(await source.documents());
	if (named.length !== size) throw new Error('The index is of other documents');
	const numbers = new Map(named.map(({ id }, number) => [id, number]));
	const dictionary = openBlocks(parts, store);
	return {
		...dictionary,
		size,
		field: (name) => fields.indexOf(name),
		relativeLength: (document, field) => facts.lengths[field]![document]! / averageLengths[field]!,
		id: (document) => named[document]!.id,
		documentOf: (id) => numbers.get(id),
		title: (document) => named[document]!.title,
		titleWeight: (document) => facts.titleWeights[document]! / 100,
		evidence: parts.pairs.length ? openPartedEvidence(header, store) : undefined,
		assertComplete() {
			store.assertComplete();
			// The first query of several words would wait for them; if they cannot be fetched, it says so.
			if (parts.pairs.length) store.load([parts.vectors]).catch(() => {});
		}
	};
}

/** The dictionary and the postings, from blocks. */
function openBlocks({ blocks, terms }: PartNames, store: PartStore) {
	const opened: (Block | undefined)[] = [];
	let sorted: readonly string[] | undefined;
	let known: ReadonlySet<string> | undefined;

	/** The number of the block that has a term if any has. */
	function numberOf(term: string): number {
		let [first, end] = [0, blocks.length];
		while (first < end) {
			const middle = (first + end) >> 1;
			if (blocks[middle]!.first <= term) first = middle + 1;
			else end = middle;
		}
		return Math.max(0, first - 1);
	}

	function openBlock(number: number): Block {
		const text = store.get(blocks[number]!.name);
		const entries = [...indexTerms(text, 0)].map(([term, encoded]) => [term, { encoded }] as const);
		return new Map(entries);
	}
	const blockAt = (number: number) => (opened[number] ??= openBlock(number));
	const blockOf = (term: string) => blockAt(numberOf(term));

	const requireBlocks = (numbers: Iterable<number>) =>
		store.require(Array.from(numbers, (number) => blocks[number]!.name));

	function allTerms(): readonly string[] {
		return (sorted ??= [...frontDecoded(store.get(terms))]);
	}

	function has(term: string): boolean {
		if (known && !opened[numberOf(term)]) return known.has(term);
		return blockOf(term).has(term);
	}

	return {
		has,
		get(term: string): Posting | undefined {
			const entry = blockOf(term).get(term);
			return entry && (entry.posting ??= decodePosting(entry.encoded));
		},
		require(asked: Iterable<string>) {
			requireBlocks(new Set(Array.from(asked, numberOf)));
		},
		known(asked: Iterable<string>): string[] {
			known ??= new Set(allTerms());
			return [...asked].filter((term) => known!.has(term));
		},
		withPrefix(prefix: string): string[] {
			const first = numberOf(prefix);
			let end = first + 1;
			while (blocks[end]?.first.startsWith(prefix)) end++;
			const numbers = Array.from({ length: end - first }, (_, n) => first + n);
			requireBlocks(numbers);
			return numbers.flatMap((number) =>
				[...blockAt(number).keys()].filter((term) => term.startsWith(prefix))
			);
		},
		withSuffix: (suffix: string) => allTerms().filter((term) => term.endsWith(suffix)),
		fuzzyMatches: (term: string, maxEdits: number) =>
			termsWithin(allTerms(), term, maxEdits).filter(([found]) => !isStopWordTerm(found))
	};
}

function openPartedEvidence(
	{ parts: { pairs, vectors }, facts: { pairCounts }, singularValues }: PartedHeader,
	store: PartStore
): PostingsEvidence {
	const slices: (PairSlice | undefined)[] = [];
	function openSlice(number: number): PairSlice | undefined {
		if (slices[number]) return slices[number];
		const text = store.want(pairs[number]!);
		if (text === undefined) return undefined;
		return (slices[number] = openPairSlice(
			text,
			number,
			pairs.length,
			(document) => pairCounts[document]!
		));
	}
	let opened: ReturnType<typeof openVectors> | undefined;
	const nowhere = new Float64Array(singularValues.length);
	return {
		pairs: (document) => pairsFromSlices(document, pairs.length, openSlice),
		vectors: {
			singularValues,
			direction(document) {
				const line = opened ? '' : store.want(vectors);
				if (line) opened = openVectors({ line, singularValues });
				return opened ? opened.direction(document) : nowhere;
			}
		}
	};
}
