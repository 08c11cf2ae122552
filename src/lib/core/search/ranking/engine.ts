import { createAnalyser, maxAnalysedQueryLength, type Analyser } from '../text/analyse.ts';
import { createCandidates, type FindCandidates } from './candidates.ts';
import { verifyChecksum, readHeader, type IndexHeader } from '../index/index-file.ts';
import { schemaHash } from '../index/index-options.ts';
import { createYielder } from '../index/yielder.ts';
import { openPostings, type Postings } from '../index/postings.ts';
import { LazyHit, type Hit } from './hit.ts';
import { createScoreField, type ScoreField } from './field-scores.ts';
import { createScorer } from './score.ts';
import { createScoreTerms, type ScoreTerms } from './score-terms.ts';
import { createScoreTerm, maxScores, sumScores, type TermScores } from './term-scores.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { createExpansion, keyOf, type ExpandQuery, type SynonymGroup } from '../index/synonyms.ts';
import { createTitleLikeness, type TitleLikeness } from './title-likeness.ts';
import { createTitleRank, rankNames, type TitleRank } from './title-rank.ts';
import { scoreTitleSigns, signsOf } from './title-signs.ts';

export type { Hit };

/** What one term of a query adds to the score of an article. */
export interface TermShare {
	/** One term, several terms that have synonyms, or `titleShare`. */
	term: string;
	/** The terms of the index that matched: the term itself, or what it was widened to. */
	matched: string[];
	score: number;
}

/** Why an article ranks where it does. */
export interface Explanation {
	/** Compared first; the score decides between articles of one rank. */
	rank: (typeof rankNames)[number];
	/** What each term adds to the score. */
	shares: TermShare[];
}

/** Stands for the title as a whole in `TermShare.term`; no query term contains a parenthesis. */
export const titleShare = '(title)';

export interface SearchOptions {
	/** The last word is still being typed. */
	typing?: boolean;
}

/** The only interface to an index; it hides how the index is stored. */
export interface SearchEngine {
	/** The analyser of the index, to find its terms in a text. */
	readonly analyser: Analyser;
	/** Every article that has any of the terms, the best first. */
	search(query: string, options?: SearchOptions): Hit[];
	explain(query: string, id: string, options?: SearchOptions): Explanation;
}

/** The index cannot be used: it is from another build, truncated, or not an index. */
export class IndexError extends Error {
	override name = 'IndexError';
}

/**
 * Opens an index in slices, so that the page stays responsive.
 * @throws {IndexError} if the text is not an index with this build's schema
 */
export async function loadSearchEngine(text: string): Promise<SearchEngine> {
	let header: Partial<IndexHeader> | null;
	try {
		header = readHeader(text);
	} catch {
		throw new IndexError('The index is not JSON: it was cut off, or is another file');
	}
	if (typeof header?.language !== 'string') throw new IndexError('The file is no index');
	const { language, schema, synonyms = [], fieldGroups, suffixes = [] } = header;
	if (schema !== schemaHash(language))
		throw new IndexError('The index was built for another version');
	const pause = createYielder();
	if (!(await verifyChecksum(text, pause)))
		throw new IndexError('The index is damaged or was cut off');
	const analyser = createAnalyser(language, await loadStemmer(language));
	try {
		const postings = await openPostings(text, header as IndexHeader, pause);
		const candidates = createCandidates(postings, analyser, suffixes);
		const expand = createExpansion(synonyms, analyser, fieldGroups);
		return new PostingsEngine(postings, analyser, candidates, expand);
	} catch (cause) {
		throw new IndexError('The index is damaged', { cause });
	}
}

class PostingsEngine implements SearchEngine {
	#postings: Postings;
	readonly analyser: Analyser;
	#scoreTerms: ScoreTerms;
	#scoreField: ScoreField;
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
		const scoreTerm = createScoreTerm(postings, scorer);
		this.#scoreTerms = createScoreTerms(candidates, scoreTerm);
		this.#scoreField = createScoreField(postings, scorer, scoreTerm);
		this.#expand = expand;
		this.#likeness = createTitleLikeness(postings, analyser, scorer);
		this.#rank = createTitleRank(postings);
	}

	search(query: string, { typing = false }: SearchOptions = {}): Hit[] {
		const { total, scores, rank } = this.#evaluate(query, typing);
		// Documents are numbered in the order of their ids, which breaks ties.
		return total.documents
			.toSorted((a, b) => rank(b) - rank(a) || scores[b]! - scores[a]! || a - b)
			.map(
				(document) =>
					new LazyHit(this.#postings.id(document), scores[document]!, () =>
						total.matchedTerms(document)
					)
			);
	}

	explain(query: string, id: string, { typing = false }: SearchOptions = {}): Explanation {
		const { each, total, scores, rank } = this.#evaluate(query, typing);
		const document = this.#postings.documentOf(id);
		if (document === undefined || !scores[document]) return { rank: 'score', shares: [] };
		const likeness = scores[document] - total.scores[document]!;
		return {
			rank: rankNames[rank(document)]!,
			shares: [
				...each.flatMap(({ term, scored }) => {
					const score = scored.scores[document]!;
					return score ? [{ term, matched: scored.matchedTerms(document), score }] : [];
				}),
				...(likeness ? [{ term: titleShare, matched: [], score: likeness }] : [])
			]
		};
	}

	/** The scores by term, their sum, the sum with what titles add, and the rank of each document. */
	#evaluate(typed: string, typing: boolean) {
		const query = typed.slice(0, maxAnalysedQueryLength);
		const terms = this.analyser.queryTerms(query);
		const { plain, groups } = this.#expand(terms);
		const each = [
			...this.#scoreTerms(plain, { typing }).map((scored, n) => ({ term: plain[n]!.term, scored })),
			...groups.map((group) => ({
				term: keyOf(group.terms),
				scored: this.#scoreGroup(group, typing)
			})),
			...(terms.length ? [] : this.#scoreSigns(query))
		];
		const total = sumScores(
			this.#postings.size,
			each.map(({ scored }) => scored)
		);
		const queryLength = plain.length + groups.reduce((sum, group) => sum + group.terms.length, 0);
		const scores = total.scores.slice();
		for (const [document, rarities] of total.titleRarities)
			scores[document]! += this.#likeness(document, rarities, queryLength);
		return { each, total, scores, rank: this.#rank(query, terms, typing) };
	}

	#scoreSigns(query: string) {
		const signs = signsOf(query);
		return [{ term: signs.join(' '), scored: scoreTitleSigns(signs, this.#postings) }];
	}

	/** All synonyms are found, and count once: as the best of them. */
	#scoreGroup(group: SynonymGroup, typing: boolean): TermScores {
		const { size } = this.#postings;
		const { terms, alternatives, isField } = group;
		return maxScores(size, [
			sumScores(size, this.#scoreTerms(terms, { typing, fuzzy: false })),
			...(isField ? [this.#scoreField(group)] : this.#scoreTerms(alternatives, { fuzzy: false }))
		]);
	}
}
