import MiniSearch from 'minisearch';
import { isAsWritten } from './checksum.ts';
import { createAnalyser, longestQuery, type Analyser } from './analyse.ts';
import type { IndexFile } from './build-index.ts';
import type { SearchDocument } from './document.ts';
import { addShares, findTerms, mergeShares, type Shares } from './find-terms.ts';
import { indexOptions, schemaHash } from './index-options.ts';
import { readPostings, type Postings } from './postings.ts';
import { loadStemmer } from './stemmers.ts';
import { createExpansion, type ExpandQuery, type SynonymGroup } from './synonyms.ts';
import { createTitleLikeness, type TitleLikeness } from './title-likeness.ts';

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
	/** One term, or several that synonyms stand for; `titleShare` for those of the title together. */
	term: string;
	/** The terms of the index that it stood for: itself, or what it was widened to. */
	matched: string[];
	score: number;
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
	if (!isAsWritten(text)) throw new IndexError('The index is damaged');
	const analyser = createAnalyser(file.language, await loadStemmer(file.language));
	try {
		const index = await MiniSearch.loadJSAsync<SearchDocument>(
			file.index as never,
			indexOptions(analyser)
		);
		return new PostingsEngine(
			readPostings(index),
			analyser,
			createExpansion(file.synonyms ?? [], analyser)
		);
	} catch (cause) {
		throw new IndexError('The index is damaged', { cause });
	}
}

class PostingsEngine implements SearchEngine {
	#postings: Postings;
	readonly analyser: Analyser;
	#expand: ExpandQuery;
	#likeness: TitleLikeness;
	/** By document; made when one is first found, as seven thousand take their time. */
	#titles = new Map<number, string>();

	constructor(postings: Postings, analyser: Analyser, expand: ExpandQuery) {
		this.#postings = postings;
		this.analyser = analyser;
		this.#expand = expand;
		this.#likeness = createTitleLikeness(postings, analyser);
	}

	search(query: string, { typing = false }: SearchOptions = {}): Hit[] {
		const asked = query.slice(0, longestQuery).trim();
		const terms = this.analyser.queryTerms(asked);
		if (!terms.length) return [];
		const title = compact(asked);
		const identified = /\s/.test(asked) ? undefined : this.#titled(terms[0]!);
		const first = (document: number) =>
			this.#title(document) === title ? 2 : identified?.has(document) ? 1 : 0;
		return [...this.#findExpanded(terms, typing)]
			.map(([document, { score, matched, titled }]) => ({
				id: this.#postings.id(document),
				score: score + this.#likeness(document, titled, terms.length),
				terms: matched,
				first: first(document)
			}))
			.sort(
				(a, b) => b.first - a.first || b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
			)
			.map(({ id, score, terms }) => ({ id, score, terms }));
	}

	explain(query: string, id: string, { typing = false }: SearchOptions = {}): TermShare[] {
		const terms = this.analyser.queryTerms(query);
		const document = this.#postings.documentOf(id);
		const { plain, groups } = this.#expand(terms);
		const share = (term: string, shares: Shares): TermShare[] => {
			const found = document === undefined ? undefined : shares.get(document);
			return found ? [{ term, matched: found.matched, score: found.score }] : [];
		};
		const typed = (last: string) => typing && last === terms.at(-1);
		const all =
			document === undefined ? undefined : this.#findExpanded(terms, typing).get(document);
		const likeness = all ? this.#likeness(document!, all.titled, terms.length) : 0;
		return [
			...plain.flatMap((term) =>
				share(term, findTerms(this.#postings, [term], { typing: typed(term) }))
			),
			...groups.flatMap((group) =>
				share(group.terms.join(' '), this.#findGroup(group, typed(group.terms.at(-1)!)))
			),
			...(likeness ? [{ term: titleShare, matched: [], score: likeness }] : [])
		];
	}

	/** Whose title is the query comes first, then whose title has it, where it is a single name. */
	#titled = (term: string) =>
		this.#postings.dictionary.get(term)?.get(this.#postings.field('title'));

	#title(document: number): string {
		let title = this.#titles.get(document);
		if (title === undefined)
			this.#titles.set(document, (title = compact(this.#postings.title(document))));
		return title;
	}

	#findExpanded(terms: string[], typing: boolean): Shares {
		const { plain, groups } = this.#expand(terms);
		const typed = (last: string | undefined) => typing && last === terms.at(-1);
		const found = findTerms(this.#postings, plain, { typing: typed(plain.at(-1)) });
		for (const group of groups) addShares(found, this.#findGroup(group, typed(group.terms.at(-1))));
		return found;
	}

	/** Words that stand for each other are all found, and count once: as the best of them does. */
	#findGroup({ terms, alternatives }: SynonymGroup, typing: boolean): Shares {
		const found = findTerms(this.#postings, terms, { typing, fuzzy: false });
		for (const alternative of alternatives) {
			mergeShares(found, findTerms(this.#postings, alternative, { fuzzy: false, every: true }));
		}
		return found;
	}
}

const compact = (text: string) =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}+#]+/gu, ' ')
		.trim();
