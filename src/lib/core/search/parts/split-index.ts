import { createAnalyser } from '../text/analyse.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { fnv1a } from '../index/checksum.ts';
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

/** In UTF-16 units, before compression: two or three kilobytes after Brotli. */
const blockLength = 8000;
const sliceLength = 8000;
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
		size: documents.length,
		parts: {
			facts: add(JSON.stringify(facts)),
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

function blocksOf(entries: Entries): Entries[] {
	const blocks: [string, string][][] = [];
	let length = Infinity;
	for (const entry of entries) {
		if (length > blockLength) {
			blocks.push([]);
			length = 0;
		}
		blocks.at(-1)!.push(entry);
		length += entry[0].length + entry[1].length;
	}
	return blocks;
}

const blockText = (block: Entries) =>
	[...frontCoded(block.map(([term]) => term)), '', ...block.map(([, posting]) => posting)].join(
		'\n'
	);
