import MiniSearch from 'minisearch';
import { createAnalyser, type Analyser } from './analyse.ts';
import type { IndexFile } from './build-index.ts';
import type { SearchDocument } from './document.ts';
import { findTerms, type Share, type Shares } from './find-terms.ts';
import { indexOptions, schemaHash } from './index-options.ts';
import { loadStemmer } from './stemmers.ts';
import { createExpansion, type ExpandQuery, type SynonymGroup } from './synonyms.ts';

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
	/** One term, or several that synonyms stand for. */
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
		return new MiniSearchEngine(index, analyser, createExpansion(file.synonyms ?? [], analyser));
	} catch (cause) {
		throw new IndexError('The index is damaged', { cause });
	}
}

class MiniSearchEngine implements SearchEngine {
	#index: MiniSearch<SearchDocument>;
	readonly analyser: Analyser;
	#expand: ExpandQuery;

	constructor(index: MiniSearch<SearchDocument>, analyser: Analyser, expand: ExpandQuery) {
		this.#index = index;
		this.analyser = analyser;
		this.#expand = expand;
	}

	search(query: string, { typing = false }: SearchOptions = {}): Hit[] {
		const terms = this.analyser.queryTerms(query);
		if (!terms.length) return [];
		const title = compact(query);
		const identifier = /^\S+$/.test(query.trim()) ? terms[0]! : null;
		return [...this.#findExpanded(terms, typing)]
			.map(([id, share]) => ({
				id,
				score: share.score,
				terms: share.matched,
				first: this.#isSubject(share.title, title, identifier)
			}))
			.sort(
				(a, b) => b.first - a.first || b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
			)
			.map(({ id, score, terms }) => ({ id, score, terms }));
	}

	explain(query: string, id: string, { typing = false }: SearchOptions = {}): TermShare[] {
		const terms = this.analyser.queryTerms(query);
		const { plain, groups } = this.#expand(terms);
		const share = (term: string, shares: Shares): TermShare[] => {
			const found = shares.get(id);
			return found ? [{ term, matched: found.matched, score: found.score }] : [];
		};
		const typed = (last: string) => typing && last === terms.at(-1);
		return [
			...plain.flatMap((term) =>
				share(term, findTerms(this.#index, [term], { typing: typed(term) }))
			),
			...groups.flatMap((group) =>
				share(group.terms.join(' '), this.#findGroup(group, typed(group.terms.at(-1)!)))
			)
		];
	}

	/** A query that is an article's title, or a name that stands in it, puts the article first. */
	#isSubject(title: string, query: string, identifier: string | null): number {
		if (compact(title) === query) return 2;
		return identifier && this.analyser.titleTerms(title).includes(identifier) ? 1 : 0;
	}

	#findExpanded(terms: string[], typing: boolean): Shares {
		const { plain, groups } = this.#expand(terms);
		const typed = (last: string | undefined) => typing && last === terms.at(-1);
		const found = findTerms(this.#index, plain, { typing: typed(plain.at(-1)) });
		for (const group of groups)
			for (const [id, share] of this.#findGroup(group, typed(group.terms.at(-1)))) {
				const known = found.get(id);
				const score = (known?.score ?? 0) + share.score;
				found.set(id, { ...share, score, matched: union(known, share) });
			}
		return found;
	}

	/** Words that stand for each other are all found, and count once: as the best of them does. */
	#findGroup({ terms, alternatives }: SynonymGroup, typing: boolean): Shares {
		const whole = { fuzzy: false, combineWith: 'AND' } as const;
		const found = findTerms(this.#index, terms, { typing, fuzzy: false });
		for (const alternative of alternatives)
			for (const [id, share] of findTerms(this.#index, alternative, whole)) {
				const known = found.get(id);
				const score = Math.max(known?.score ?? 0, share.score);
				found.set(id, { ...share, score, matched: union(known, share) });
			}
		return found;
	}
}

const union = (known: Share | undefined, { matched }: Share) => [
	...new Set([...(known?.matched ?? []), ...matched])
];

const compact = (text: string) =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}+#]+/gu, ' ')
		.trim();
