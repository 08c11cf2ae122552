import { createAnalyser, maxAnalysedQueryLength, type Analyser } from '../text/analyse.ts';
import { createCandidates, type FindCandidates } from './candidates.ts';
import { IndexError } from '../index/index-error.ts';
import { verifyChecksum, readHeader, type IndexHeader } from '../index/index-file.ts';
import { schemaHash, type Weights } from '../index/index-options.ts';
import { createYielder } from '../index/yielder.ts';
import { openPostings, type Postings } from '../index/postings.ts';
import { createEvidence, type FindEvidence } from './evidence.ts';
import type { Explanation, TermShare } from './explanation.ts';
import { LazyHit, type Hit } from './hit.ts';
import { createScoreGlossary } from './glossary-scores.ts';
import { createScoreGroup, type ScoreGroup } from './group-scores.ts';
import { createScorer } from './score.ts';
import { createScoreTerms, inOrder, type ScoreTerms } from './score-terms.ts';
import { createScoreTerm, sumScores, type TermScores } from './term-scores.ts';
import { loadStemmer } from '../text/stemmers.ts';
import { createExpansion, keyOf, type ExpandQuery } from '../index/synonyms.ts';
import { mapEach } from '../parts/part-store.ts';
import { isParted, openParts } from '../parts/open-parts.ts';
import type { PartSource } from '../parts/parted-index.ts';
import { createPhraseShare, type PhraseShare } from './phrase-pairs.ts';
import { createTitleRank, rankNames, type TitleRank } from './title-rank.ts';
import { scoreTitleSigns, signsOf } from './title-signs.ts';

export { IndexError };
export type { Hit };

export interface SearchOptions {
	/** The last word is still being typed. */
	typing?: boolean;
}

/**
 * The only interface to an index; it hides how the index is stored. If the index is in parts, its methods
 * throw `MissingParts` as long as an answer depends on some that have not been fetched; `whenComplete`
 * fetches them.
 */
export interface SearchEngine {
	/** The analyser of the index, to find its terms in a text. */
	readonly analyser: Analyser;
	/** Every article that has any of the terms, the best first. */
	search(query: string, options?: SearchOptions): Hit[];
	explain(query: string, id: string, options?: SearchOptions): Explanation;
	/** How likely it is that an article has a phrase, from 0 to 1. */
	readonly phraseShare: PhraseShare;
	/** The same index, scored by other weights than those of this site. */
	withWeights(weights: Weights): SearchEngine;
}

/**
 * Opens an index in slices, so that the page stays responsive.
 * @param text an index file, or the head of an index in parts
 * @param source of the parts
 * @throws {IndexError} if the text is not an index with this build's schema
 */
export async function loadSearchEngine(text: string, source?: PartSource): Promise<SearchEngine> {
	let header: Partial<IndexHeader> | null;
	try {
		header = readHeader(text);
	} catch {
		throw new IndexError('The index is not JSON: it was cut off, or is another file');
	}
	if (typeof header?.language !== 'string') throw new IndexError('The file is no index');
	const { language, schema, synonyms = [], glossaryGroups, suffixes = [] } = header;
	if (schema !== schemaHash(language))
		throw new IndexError('The index was built for another version');
	const pause = createYielder();
	if (!(await verifyChecksum(text, pause)))
		throw new IndexError('The index is damaged or was cut off');
	const analyser = createAnalyser(language, await loadStemmer(language));
	const parted = isParted(header) && (await openParts(header, source));
	try {
		const postings = parted || (await openPostings(text, header as IndexHeader, pause));
		const candidates = createCandidates(postings, analyser, suffixes);
		const expand = createExpansion(synonyms, analyser, glossaryGroups);
		return new PostingsEngine({ postings, analyser, candidates, expand });
	} catch (cause) {
		throw new IndexError('The index is damaged', { cause });
	}
}

/** One or more terms of a query with their scores. */
interface Scored extends Pick<TermShare, 'term' | 'widened'> {
	scored: TermScores;
}

/** What scores of any weights have in common. */
interface OpenIndex {
	postings: Postings;
	analyser: Analyser;
	candidates: FindCandidates;
	expand: ExpandQuery;
}

class PostingsEngine implements SearchEngine {
	#index: OpenIndex;
	#postings: Postings;
	readonly analyser: Analyser;
	#scoreTerms: ScoreTerms;
	#scoreGroup: ScoreGroup;
	#findEvidence: FindEvidence;
	#rank: TitleRank;
	readonly phraseShare: PhraseShare;

	constructor(index: OpenIndex, weights?: Weights) {
		const { postings, analyser, candidates } = index;
		const scorer = createScorer(postings, weights);
		this.#index = index;
		this.#postings = postings;
		this.analyser = analyser;
		const scoreTerm = createScoreTerm(postings, scorer);
		this.#scoreTerms = createScoreTerms(candidates, scoreTerm);
		const scoreGlossary = createScoreGlossary(postings, scorer, scoreTerm);
		this.#scoreGroup = createScoreGroup(postings.size, this.#scoreTerms, scoreGlossary);
		this.#findEvidence = createEvidence(postings, analyser, scorer);
		this.#rank = createTitleRank(postings);
		this.phraseShare = createPhraseShare(postings, analyser);
	}

	withWeights(weights: Weights): SearchEngine {
		return new PostingsEngine(this.#index, weights);
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

	// #region explain
	explain(query: string, id: string, { typing = false }: SearchOptions = {}): Explanation {
		const { each, total, evidence, rank } = this.#evaluate(query, typing);
		const document = this.#postings.documentOf(id);
		if (document === undefined || !total.scores[document]) return { rank: 'score', shares: [] };
		return {
			rank: rankNames[rank(document)]!,
			shares: [
				...each.flatMap(({ term, scored, widened }) => {
					const score = scored.scores[document]!;
					return score ? [{ term, matched: scored.matchedTerms(document), widened, score }] : [];
				}),
				...evidence.flatMap(({ name, scores }) => {
					const score = scores[document]!;
					return score ? [{ term: name, matched: [], widened: false, score }] : [];
				})
			]
		};
	}
	// #endregion

	/** The scores by term, their sum, the evidence, the sum with it, and the rank of each document. */
	#evaluate(typed: string, typing: boolean) {
		const query = typed.slice(0, maxAnalysedQueryLength);
		const terms = this.analyser.queryTerms(query);
		const { plain, groups } = this.#index.expand(terms);
		const asked = [...terms, ...groups.flatMap(({ alternatives }) => alternatives)];
		this.#postings.require(asked.flatMap(({ term, variant = term }) => [term, variant]));
		const scoredPlain = this.#scoreTerms(plain, { typing });
		const scoredGroups = mapEach(groups, (group) => this.#scoreGroup(group, typing));
		const each: Scored[] = [
			...scoredPlain.map((scored) => ({
				term: scored.asked.term,
				scored,
				widened: scored.candidates.every(([, weight]) => weight < 1)
			})),
			...scoredGroups.map(({ scored }, n) => ({
				term: keyOf(groups[n]!.terms),
				scored,
				widened: false
			})),
			...(terms.length ? [] : this.#scoreSigns(query))
		];
		const total = sumScores(
			this.#postings.size,
			each.map(({ scored }) => scored)
		);
		const typedTerms = [...scoredPlain, ...scoredGroups.flatMap((group) => group.typed)];
		const evidence = this.#findEvidence(inOrder(typedTerms, terms), total);
		this.#postings.assertComplete();
		const scores = total.scores.slice();
		for (const { scores: added } of evidence)
			for (const document of total.documents) scores[document]! += added[document]!;
		return { each, total, evidence, scores, rank: this.#rank(query, terms, typing) };
	}

	#scoreSigns(query: string) {
		const signs = signsOf(query);
		const scored = scoreTitleSigns(signs, this.#postings);
		return [{ term: signs.join(' '), scored, widened: false }];
	}
}
