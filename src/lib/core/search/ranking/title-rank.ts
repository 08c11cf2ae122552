import type { Postings } from '../index/postings.ts';
import { type QueryTerm } from '../text/analyse.ts';
import { asciiPunctuation } from '../text/punctuation.ts';
import { isUnspaced } from '../text/tokens.ts';

/** What ranks an article before others whatever its score, from the least to the most. */
export const rankNames = ['score', 'has the name', 'name in title', 'main title', 'title'] as const;

/** The rank of a document as an index into `rankNames`. */
export type TitleRank = (
	query: string,
	terms: readonly QueryTerm[],
	typing: boolean
) => (document: number) => number;

/** A plain word in more articles than this is not the subject of any of them for that alone. */
const maxNameHolders = 3;
/** A prefix with more completions than this is not a name yet. */
const maxCompletions = 12;

/** A version number is specific, however many articles have it. */
const version = /\p{Nd}\.\p{Nd}/u;

/** Separates a title from its subtitle or from the name of the collection. */
const titleSeparator = /\s[-–—|·]\s|:\s/;

const compact = (text: string) =>
	asciiPunctuation(text.normalize('NFC'))
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}+#]+/gu, ' ')
		.trim();

/**
 * First comes the article whose title equals the query, then the one whose title does so before its
 * subtitle. A query without spaces is a name: articles with the name in the title come next, then
 * articles that have it anywhere, if they are few.
 */
export function createTitleRank(postings: Postings): TitleRank {
	const fields = (['title', 'description', 'headings', 'text'] as const).map(postings.field);
	const title = postings.field('title');

	/** The terms of the index that a name is or, while it is being typed, may become. */
	function termsOf({ term, word, isLast }: QueryTerm, typing: boolean): string[] {
		if (postings.has(term) || !typing || !isLast) return [term];
		const completions = postings.withPrefix(word);
		return completions.length <= maxCompletions ? completions : [];
	}

	/** The documents that have every one of the names in one of the fields. */
	function haveAll(names: readonly string[][], within: readonly number[]): ReadonlySet<number> {
		const [first, ...others] = names.map(
			(terms) =>
				new Set(
					terms.flatMap((term) =>
						within.flatMap((field) => postings.get(term)?.[field]?.documents ?? [])
					)
				)
		);
		return new Set([...(first ?? [])].filter((one) => others.every((other) => other.has(one))));
	}

	return (query, terms, typing) => {
		const wholes = terms.filter(({ partOf }) => !partOf);
		const isName = !/\s/.test(query.trim()) && !isUnspaced(query);
		const names = isName ? wholes.map((name) => termsOf(name, typing)) : [];
		const inTitle = haveAll(names, [title]);
		// Every article found has a plain word; of a compound name, others may have only a part.
		const holders = terms.length > 1 ? haveAll(names, fields) : inTitle;
		const isSpecific = names.length > 1 || version.test(query) || holders.size <= maxNameHolders;
		const ranks = new Map<number, number>();
		if (isSpecific) for (const document of holders) ranks.set(document, 1);
		for (const document of inTitle) ranks.set(document, 2);
		const asked = compact(query);
		// An article whose title equals the query has every term in its title field.
		const titleTerms = wholes.map(({ term, variant = term }) => [term, variant]);
		for (const document of haveAll(titleTerms, [title])) {
			const text = postings.title(document);
			if (compact(text) === asked) ranks.set(document, 4);
			else if (compact(text.split(titleSeparator, 1)[0]!) === asked) ranks.set(document, 3);
		}
		return (document) => ranks.get(document) ?? 0;
	};
}
