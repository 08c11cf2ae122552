import MiniSearch, { type SearchResult } from 'minisearch';
import { createAnalyser, type Analyser } from './analyse.ts';
import type { IndexFile } from './build-index.ts';
import type { SearchDocument } from './document.ts';
import { bm25, fieldBoosts, indexOptions, schemaHash } from './index-options.ts';
import { loadStemmer } from './stemmers.ts';

export interface Hit {
	/** `category/slug` */
	id: string;
	/** Comparable within one answer only. */
	score: number;
	/** The terms of the index that the article has: the query's, or what they were widened to. */
	terms: readonly string[];
}

/** What one term of a query gives an article. */
export interface TermShare {
	term: string;
	/** The terms of the index that it stood for: itself, or what it was widened to. */
	matched: string[];
	score: number;
}

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
	/** Why an article is where it is: each term's share of its score. */
	explain(query: string, id: string, options?: SearchOptions): TermShare[];
}

/** An index that cannot be used: of another build, cut off, or no index at all. */
export class IndexError extends Error {
	override name = 'IndexError';
}

/**
 * Reads an index in slices, so that the page answers meanwhile.
 * @throws {IndexError} where the text is no index of this build's schema
 */
export async function loadSearchEngine(text: string): Promise<SearchEngine> {
	let file: Partial<IndexFile> | null;
	try {
		file = JSON.parse(text) as Partial<IndexFile> | null;
	} catch {
		throw new IndexError('The index is not JSON: it was cut off, or is another file');
	}
	if (typeof file !== 'object' || typeof file?.language !== 'string' || !file.index)
		throw new IndexError('The file is no index');
	if (file.schema !== schemaHash(file.language))
		throw new IndexError('The index was built for another version');
	const analyser = createAnalyser(file.language, await loadStemmer(file.language));
	try {
		const index = await MiniSearch.loadJSAsync<SearchDocument>(
			file.index as never,
			indexOptions(analyser)
		);
		return new MiniSearchEngine(index, analyser);
	} catch (cause) {
		throw new IndexError('The index is damaged', { cause });
	}
}

type Index = MiniSearch<SearchDocument>;

/** Whether a term is in the index; MiniSearch knows and has no method that tells. */
const holds = (index: Index, term: string) =>
	(index as unknown as { _index: { has(term: string): boolean } })._index.has(term);

/** Whether a term of the index begins so. */
const beginsAny = (index: Index, prefix: string) =>
	!(index as unknown as { _index: { atPrefix(prefix: string): Map<string, unknown> } })._index
		.atPrefix(prefix)
		.keys()
		.next().done;

/** Widening by spelling: two letters in ten may differ, in words long enough to tell. */
const fuzziness = 0.2;
const shortestFuzzy = 4;

class MiniSearchEngine implements SearchEngine {
	#index: Index;
	readonly analyser: Analyser;

	constructor(index: Index, analyser: Analyser) {
		this.#index = index;
		this.analyser = analyser;
	}

	search(query: string, { typing = false }: SearchOptions = {}): Hit[] {
		const terms = this.analyser.queryTerms(query);
		if (!terms.length) return [];
		const title = compact(query);
		const identifier = /^\S+$/.test(query.trim()) ? terms[0]! : null;
		return this.#find(terms, typing)
			.map((result) => ({
				id: result.id as string,
				score: unmultiplied(result),
				terms: result.terms,
				first: this.#isSubject(result.title as string, title, identifier)
			}))
			.sort(
				(a, b) => b.first - a.first || b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
			)
			.map(({ id, score, terms }) => ({ id, score, terms }));
	}

	explain(query: string, id: string, { typing = false }: SearchOptions = {}): TermShare[] {
		const terms = this.analyser.queryTerms(query);
		return terms.flatMap((term, position) => {
			const last = typing && position === terms.length - 1;
			const result = this.#find([term], last).find((candidate) => candidate.id === id);
			return result ? [{ term, matched: result.terms, score: unmultiplied(result) }] : [];
		});
	}

	/** A query that is an article's title, or a name that stands in it, puts the article first. */
	#isSubject(title: string, query: string, identifier: string | null): number {
		if (compact(title) === query) return 2;
		return identifier && this.analyser.titleTerms(title).includes(identifier) ? 1 : 0;
	}

	/** Terms that the index holds are taken as they are; only unknown ones are widened. */
	#find(terms: string[], typing: boolean): SearchResult[] {
		const last = terms.length - 1;
		const begins = (term: string) => !holds(this.#index, term) && beginsAny(this.#index, term);
		return this.#index.search(terms.join(' '), {
			tokenize: () => terms,
			processTerm: (term) => term,
			boost: fieldBoosts,
			bm25,
			prefix: (term, position) => typing && position === last && begins(term),
			fuzzy: (term, position) =>
				!holds(this.#index, term) &&
				term.length >= shortestFuzzy &&
				!(typing && position === last && begins(term))
					? fuzziness
					: false
		});
	}
}

/** MiniSearch 7.2 multiplies a score by the number of terms that matched: common words would win. */
const unmultiplied = ({ score, queryTerms }: SearchResult) => score / queryTerms.length;

const compact = (text: string) =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}+#]+/gu, ' ')
		.trim();
