import { createAnalyser, longestQuery, type Analyser } from './analyse.ts';
import { createCandidates, type FindCandidates } from './candidates.ts';
import {
	createFindEach,
	mergeShares,
	sumShares,
	type FindEach,
	type Shares
} from './find-terms.ts';
import { isAsWritten, readHeader, type IndexHeader } from './index-file.ts';
import { schemaHash } from './index-options.ts';
import { pauses } from './pauses.ts';
import { openPostings, type Postings } from './postings.ts';
import { loadStemmer } from './stemmers.ts';
import { createExpansion, keyOf, type ExpandQuery, type SynonymGroup } from './synonyms.ts';
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

/** Everything that asks the index; what it is made of stays behind this. */
export interface SearchEngine {
	/** What made the terms of the index, for whoever looks them up in a text. */
	readonly analyser: Analyser;
	/** Every article with any of the terms, best first. */
	search(query: string, options?: SearchOptions): Hit[];
	explain(query: string, id: string, options?: SearchOptions): Explanation;
}

/** An index that cannot be used: of another build, cut off, or no index at all. */
export class IndexError extends Error {
	override name = 'IndexError';
}

/**
 * Opens an index in slices, so that the page answers meanwhile.
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
	const pause = pauses();
	if (!(await isAsWritten(text, pause)))
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
		this.#postings = postings;
		this.analyser = analyser;
		this.#findEach = createFindEach(postings, candidates);
		this.#expand = expand;
		this.#likeness = createTitleLikeness(postings, analyser);
		this.#rank = createTitleRank(postings);
	}

	search(query: string, { typing = false }: SearchOptions = {}): Hit[] {
		const asked = this.#ask(query, typing);
		const rank = this.#rank(asked.query, asked.terms, typing);
		return [...asked.total]
			.map(([document, { score, matched, titled }]) => ({
				id: this.#postings.id(document),
				score: score + this.#likeness(document, titled, asked.size),
				terms: matched,
				rank: rank(document)
			}))
			.sort((a, b) => b.rank - a.rank || b.score - a.score || (a.id < b.id ? -1 : 1))
			.map(({ id, score, terms }) => ({ id, score, terms }));
	}

	explain(query: string, id: string, { typing = false }: SearchOptions = {}): Explanation {
		const { query: read, terms, size, shares, total } = this.#ask(query, typing);
		const document = this.#postings.documentOf(id);
		const all = document === undefined ? undefined : total.get(document);
		if (!all) return { rank: 'score', shares: [] };
		const likeness = this.#likeness(document!, all.titled, size);
		return {
			rank: rankNames[this.#rank(read, terms, typing)(document!)]!,
			shares: [
				...shares.flatMap(({ term, found }) => {
					const share = found.get(document!);
					return share ? [{ term, matched: share.matched, score: share.score }] : [];
				}),
				...(likeness ? [{ term: titleShare, matched: [], score: likeness }] : [])
			]
		};
	}

	/** What each term of a query finds, and all of them together. */
	#ask(typed: string, typing: boolean) {
		const query = typed.slice(0, longestQuery);
		const terms = this.analyser.queryTerms(query);
		const { plain, groups } = this.#expand(terms);
		const shares = this.#findEach(plain, { typing }).map((found, n) => ({
			term: plain[n]!.term,
			found
		}));
		for (const group of groups)
			shares.push({ term: keyOf(group.terms), found: this.#findGroup(group, typing) });
		const total = sumShares(shares.map(({ found }) => found));
		const size = plain.length + groups.reduce((sum, group) => sum + group.terms.length, 0);
		return { query, terms, size, shares, total };
	}

	/** Words that stand for each other are all found, and count once: as the best of them does. */
	#findGroup({ terms, alternatives }: SynonymGroup, typing: boolean): Shares {
		const found = sumShares(this.#findEach(terms, { typing, fuzzy: false }));
		for (const other of this.#findEach(alternatives, { fuzzy: false })) mergeShares(found, other);
		return found;
	}
}
