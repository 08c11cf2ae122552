import { createAnalyser, maxQuery, type Analyser } from '../text/analyse.ts';
import { createCandidates, type FindCandidates } from './candidates.ts';
import { createFindEach, type FindEach } from './find-terms.ts';
import { verifyChecksum, readHeader, type IndexHeader } from '../index/index-file.ts';
import { schemaHash } from '../index/index-options.ts';
import { createYielder } from '../index/yielder.ts';
import { openPostings, type Postings } from '../index/postings.ts';
import { createScorer } from './score.ts';
import { bestShares, createFindShares, sumShares, type Shares } from './term-scores.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { createExpansion, keyOf, type ExpandQuery, type SynonymGroup } from '../index/synonyms.ts';
import { createTitleLikeness, type TitleLikeness } from './title-likeness.ts';
import { createTitleRank, rankNames, type TitleRank } from './title-rank.ts';

export interface Hit {
	/** `category/slug` */
	id: string;
	/** Comparable within one answer only. */
	score: number;
	/**
	 * The terms of the index that the article has: the query's, or what they were widened to. Of a
	 * phrase that stands for some, all its terms in one, with spaces between.
	 */
	terms: readonly string[];
}

/** What one term of a query gives an article. */
export interface TermShare {
	/** One term, or several that synonyms stand for; `titleShare` for those of the title together. */
	term: string;
	/** The terms of the index that it stood for: itself, or what it was widened to. */
	matched: string[];
	score: number;
}

/** Why an article is where it is. */
export interface Explanation {
	/** What it comes before others by; its score decides only among equals. */
	rank: (typeof rankNames)[number];
	/** Each term's share of its score. */
	shares: TermShare[];
}

/** No term of a query has a bracket in it. */
export const titleShare = '(title)';

export interface SearchOptions {
	/** The last word is still being typed. */
	typing?: boolean;
}

/** The only interface to an index; how it is stored stays behind this. */
export interface SearchEngine {
	/** The analyser of the index, for finding its terms in a text. */
	readonly analyser: Analyser;
	/** Every article with any of the terms, best first. */
	search(query: string, options?: SearchOptions): Hit[];
	explain(query: string, id: string, options?: SearchOptions): Explanation;
}

/** The index cannot be used: it is of another build, truncated, or not an index. */
export class IndexError extends Error {
	override name = 'IndexError';
}

/**
 * Opens an index in slices, so that the page stays responsive.
 * @throws {IndexError} where the text is no index of this build's schema
 */
export async function loadSearchEngine(text: string): Promise<SearchEngine> {
	let header: Partial<IndexHeader> | null;
	try {
		header = readHeader(text);
	} catch {
		throw new IndexError('The index is not JSON: it was cut off, or is another file');
	}
	if (typeof header?.language !== 'string') throw new IndexError('The file is no index');
	const { language, schema, synonyms = [], endings = [] } = header;
	if (schema !== schemaHash(language))
		throw new IndexError('The index was built for another version');
	const pause = createYielder();
	if (!(await verifyChecksum(text, pause)))
		throw new IndexError('The index is damaged or was cut off');
	const analyser = createAnalyser(language, await loadStemmer(language));
	try {
		const postings = await openPostings(text, header as IndexHeader, pause);
		const candidates = createCandidates(postings, analyser, endings);
		return new PostingsEngine(postings, analyser, candidates, createExpansion(synonyms, analyser));
	} catch (cause) {
		throw new IndexError('The index is damaged', { cause });
	}
}

class PostingsEngine implements SearchEngine {
	#postings: Postings;
	readonly analyser: Analyser;
	#findEach: FindEach;
	#expand: ExpandQuery;
	#likeness: TitleLikeness;
	#rank: TitleRank;

	constructor(
		postings: Postings,
		analyser: Analyser,
		candidates: FindCandidates,
		expand: ExpandQuery
	) {
		const scorer = createScorer(postings);
		this.#postings = postings;
		this.analyser = analyser;
		this.#findEach = createFindEach(candidates, createFindShares(postings, scorer));
		this.#expand = expand;
		this.#likeness = createTitleLikeness(postings, analyser, scorer);
		this.#rank = createTitleRank(postings);
	}

	search(query: string, { typing = false }: SearchOptions = {}): Hit[] {
		const { total, scores, rank } = this.#ask(query, typing);
		// Documents stand in the index in the order of their ids: ties are broken by that.
		return total.documents
			.toSorted((a, b) => rank(b) - rank(a) || scores[b]! - scores[a]! || a - b)
			.map(
				(document) =>
					new FoundHit(this.#postings.id(document), scores[document]!, () =>
						total.matched(document)
					)
			);
	}

	explain(query: string, id: string, { typing = false }: SearchOptions = {}): Explanation {
		const { each, total, scores, rank } = this.#ask(query, typing);
		const document = this.#postings.documentOf(id);
		if (document === undefined || !scores[document]) return { rank: 'score', shares: [] };
		const likeness = scores[document] - total.scores[document]!;
		return {
			rank: rankNames[rank(document)]!,
			shares: [
				...each.flatMap(({ term, shares }) => {
					const score = shares.scores[document]!;
					return score ? [{ term, matched: shares.matched(document), score }] : [];
				}),
				...(likeness ? [{ term: titleShare, matched: [], score: likeness }] : [])
			]
		};
	}

	/** What each term of a query finds, all of them together, and what their titles add to that. */
	#ask(typed: string, typing: boolean) {
		const query = typed.slice(0, maxQuery);
		const terms = this.analyser.queryTerms(query);
		const { plain, groups } = this.#expand(terms);
		const each = [
			...this.#findEach(plain, { typing }).map((shares, n) => ({ term: plain[n]!.term, shares })),
			...groups.map((group) => ({
				term: keyOf(group.terms),
				shares: this.#findGroup(group, typing)
			}))
		];
		const total = sumShares(
			this.#postings.size,
			each.map(({ shares }) => shares)
		);
		const asked = plain.length + groups.reduce((sum, group) => sum + group.terms.length, 0);
		const scores = total.scores.slice();
		for (const [document, rarities] of total.titled)
			scores[document]! += this.#likeness(document, rarities, asked);
		return { each, total, scores, rank: this.#rank(query, terms, typing) };
	}

	/** Words that stand for each other are all found, and count once: as the best of them does. */
	#findGroup({ terms, alternatives }: SynonymGroup, typing: boolean): Shares {
		const { size } = this.#postings;
		return bestShares(size, [
			sumShares(size, this.#findEach(terms, { typing, fuzzy: false })),
			...this.#findEach(alternatives, { fuzzy: false })
		]);
	}
}

/** Resolves `terms` lazily: only the hits on screen need them. */
class FoundHit implements Hit {
	readonly id: string;
	readonly score: number;
	#matched: () => string[];
	#terms: string[] | undefined;

	constructor(id: string, score: number, matched: () => string[]) {
		this.id = id;
		this.score = score;
		this.#matched = matched;
	}

	get terms() {
		return (this.#terms ??= this.#matched());
	}
}
