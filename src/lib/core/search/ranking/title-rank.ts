import { type QueryTerm } from '../text/analyse.ts';
import type { Postings } from '../index/postings.ts';
import { isUnspaced } from '../text/tokens.ts';

/** What puts an article before others whatever its score, from nothing to most. */
export const rankNames = ['score', 'has the name', 'name in title', 'main title', 'title'] as const;

/** The place of a document among `rankNames`. */
export type TitleRank = (
	query: string,
	terms: readonly QueryTerm[],
	typing: boolean
) => (document: number) => number;

/** A name that more articles have is the subject of none by that alone. */
const fewHolders = 3;
/** What begins so in more ways is no name yet. */
const maxBegun = 12;

/** What follows is a subtitle, or the name of the collection. */
const titleEnd = /\s[-–—|·]\s|:\s/;

const compact = (text: string) =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}+#]+/gu, ' ')
		.trim();

/**
 * First the article whose title equals the query, then one whose title does before its subtitle. A
 * query without spaces is a name: next come articles whose title has it, then the few that have it at
 * all.
 */
export function createTitleRank(postings: Postings): TitleRank {
	const fields = (['title', 'description', 'headings', 'text'] as const).map(postings.field);
	const title = postings.field('title');

	/** The terms of the index that a name is or, while it is being typed, may become. */
	function termsOf({ term, word, last }: QueryTerm, typing: boolean): string[] {
		if (postings.has(term) || !typing || !last) return [term];
		const begun = postings.begunBy(word);
		return begun.length <= maxBegun ? begun : [];
	}

	/** Those that have every one of the names in one of the fields. */
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
		const asked = compact(query);
		const wholes = terms.filter(({ partOf }) => !partOf);
		// Whose title is the query has all of its words there.
		const titles = haveAll(
			wholes.map((whole) => [whole.term, whole.variant ?? whole.term]),
			[title]
		);
		const isName = !/\s/.test(query.trim()) && !isUnspaced(query);
		const names = isName ? wholes.map((name) => termsOf(name, typing)) : [];
		const titled = haveAll(names, [title]);
		// A plain word has every article that was found; of a name others may have a part alone.
		const having = terms.length > 1 ? haveAll(names, fields) : titled;
		const tells = names.length > 1 || having.size <= fewHolders;
		const ranks = new Map<number, number>();
		if (tells) for (const document of having) ranks.set(document, 1);
		for (const document of titled) ranks.set(document, 2);
		for (const document of titles) {
			const text = postings.title(document);
			if (compact(text) === asked) ranks.set(document, 4);
			else if (compact(text.split(titleEnd, 1)[0]!) === asked) ranks.set(document, 3);
		}
		return (document) => ranks.get(document) ?? 0;
	};
}
