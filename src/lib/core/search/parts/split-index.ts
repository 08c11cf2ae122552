import { createAnalyser } from '../text/analyse.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { readPairs } from '../index/encode-pairs.ts';
import {
	frontCoded,
	indexTerms,
	readEvidence,
	readHeader,
	withChecksum,
	type IndexHeader
} from '../index/index-file.ts';
import { openPostings } from '../index/postings.ts';
import { createScorer } from '../ranking/score.ts';
import { createTitleWeight } from '../ranking/title-likeness.ts';
import { encodePairSlices } from './pair-slices.ts';
import type { DocumentFacts, PartedHeader } from './parted-index.ts';

/** In UTF-16 units: some 5 KB after Brotli. */
const blockLength = 12_000;
/** In UTF-16 units: some 4 KB after Brotli. */
const sliceLength = 5000;
const maxSlices = 256;

/** An index in parts. */
export interface SplitIndex {
	/** For `loadSearchEngine`. */
	head: string;
	/** The text of each part by its name. */
	parts: ReadonlyMap<string, string>;
}

/**
 * Cuts an index file into parts.
 * @param nameOf `partName` with a digest of the text
 */
export async function splitIndex(
	text: string,
	nameOf: (text: string) => string
): Promise<SplitIndex> {
	const { documents, ...header } = readHeader(text) as IndexHeader & { checksum?: string };
	delete header.checksum;
	const parts = new Map<string, string>();
	const add = (part: string) => {
		const name = nameOf(part);
		parts.set(name, part);
		return name;
	};

	const kept = readEvidence(text, { documents, singularValues: header.singularValues });
	const pairs = kept.pairs.map(readPairs);
	const facts: DocumentFacts = {
		lengths: header.fields.map((_, field) => documents.map(([, , lengths]) => lengths[field]!)),
		titleWeights: await titleWeights(text, { documents, ...header }),
		pairCounts: pairs.map(({ size }) => size)
	};
	const total = kept.pairs.reduce((sum, { length }) => sum + length, 0);
	const slices = Math.min(maxSlices, 2 ** Math.ceil(Math.log2(Math.max(1, total / sliceLength))));
	const entries = [...indexTerms(text)];
	const parted: PartedHeader = {
		...header,
		facts,
		parts: {
			blocks: blocksOf(entries).map((block) => ({
				first: block[0]![0],
				name: add(blockText(block))
			})),
			terms: add(frontCoded(entries.map(([term]) => term)).join('\n')),
			pairs: pairs.length ? encodePairSlices(pairs, slices).map(add) : [],
			vectors: add(kept.vectors.line)
		}
	};
	return { head: withChecksum(JSON.stringify(parted)), parts };
}

async function titleWeights(text: string, header: IndexHeader): Promise<number[]> {
	const postings = await openPostings(text, header, () => undefined);
	const analyser = createAnalyser(header.language, await loadStemmer(header.language));
	const weightOf = createTitleWeight(postings, analyser, createScorer(postings).rarityOf);
	return header.documents.map((_, document) => Math.round(100 * weightOf(document)));
}

type Entries = readonly [term: string, posting: string][];

/**
 * Cuts terms in alphabetical order into blocks. Terms that begin alike are in one block if it is not too
 * long with all of them, so that who goes on typing stays in the block.
 */
function blocksOf(entries: Entries): Entries[] {
	/** By the number of an entry: the length of all before it. */
	const lengths = new Float64Array(entries.length + 1);
	for (const [n, [term, posting]] of entries.entries())
		lengths[n + 1] = lengths[n]! + term.length + posting.length;
	const isShort = (start: number, end: number) => lengths[end]! - lengths[start]! <= blockLength;

	/** Where the blocks of entries end whose terms have the first `depth` letters in common. */
	function* endsOf(start: number, end: number, depth: number): Generator<number> {
		if (isShort(start, end) || end === start + 1) return yield end;
		for (let first = start; first < end;) {
			let next = first + 1;
			while (next < end && entries[next]![0][depth] === entries[first]![0][depth]) next++;
			yield* endsOf(first, next, depth + 1);
			first = next;
		}
	}

	const blocks: Entries[] = [];
	let start = 0;
	let last = 0;
	for (const end of [...endsOf(0, entries.length, 0), Infinity]) {
		// Neighbors that are short together are one block.
		if (last > start && (end === Infinity || !isShort(start, end))) {
			blocks.push(entries.slice(start, last));
			start = last;
		}
		last = end;
	}
	return blocks;
}

const blockText = (block: Entries) =>
	[...frontCoded(block.map(([term]) => term)), '', ...block.map(([, posting]) => posting)].join(
		'\n'
	);
