import type { Posting, Postings } from './postings.ts';
import { rarityOf, scorePosting } from './score.ts';

/** What an article has of some terms. */
export interface Share {
	score: number;
	/** Terms of the index. */
	matched: string[];
	/** Rarities of those that its title has, one for a term of the query. */
	titled: readonly number[];
}
/** By the article's number in the index. */
export type Shares = Map<number, Share>;

interface Finding {
	/** The last of the terms is still being typed. */
	typing?: boolean;
	/** Terms that the index does not hold may be slips. */
	fuzzy?: boolean;
	/** Only articles that have every one of the terms. */
	every?: boolean;
}

/** A term of the index that stands for one of the query, and how nearly: 1 is the term itself. */
type Candidate = [term: string, posting: Posting, weight: number];

/** Widening by spelling: two letters in ten may differ, in words long enough to tell. */
const fuzziness = 0.2;
const shortestFuzzy = 4;
/** Further than this MiniSearch's tree is slow, and the word another. */
const mostSlips = 6;

/** The nearer the candidate, the nearer to these; MiniSearch's own weights. */
const prefixWeight = ({ length }: string, missing: number) =>
	(0.375 * length) / (length + 0.3 * missing);
const fuzzyWeight = ({ length }: string, distance: number) => (0.45 * length) / (length + distance);

/** A term that the index holds is taken as it is; only an unknown one is widened. */
function candidatesOf(
	{ dictionary }: Postings,
	term: string,
	typing: boolean,
	fuzzy: boolean
): Candidate[] {
	const held = dictionary.get(term);
	if (held) return [[term, held, 1]];
	const begun: Candidate[] = typing
		? [...dictionary.atPrefix(term)].map(([found, posting]) => [
				found,
				posting,
				prefixWeight(found, found.length - term.length)
			])
		: [];
	if (begun.length || !fuzzy || term.length < shortestFuzzy) return begun;
	const slips = Math.min(mostSlips, Math.round(term.length * fuzziness));
	return [...dictionary.fuzzyGet(term, slips)].map(([found, [posting, distance]]) => [
		found,
		posting,
		fuzzyWeight(found, distance)
	]);
}

/**
 * A term of the query counts once, as the best of what stands for it does: summed, an article with
 * many words that begin so came before the one that is about one of them. Two more of the forty
 * questions are answered in the first three.
 */
function findTerm(postings: Postings, candidates: readonly Candidate[]): Shares {
	const found: Shares = new Map();
	for (const [term, posting, weight] of candidates)
		for (const [document, score] of scorePosting(postings, posting)) {
			const share = found.get(document);
			if (!share) found.set(document, { score: weight * score, matched: [term], titled: untitled });
			else {
				share.score = Math.max(share.score, weight * score);
				share.matched.push(term);
			}
		}
	for (const [, posting] of candidates) addTitles(found, postings, posting);
	return found;
}

const untitled: readonly number[] = [];

function addTitles(found: Shares, postings: Postings, posting: Posting) {
	const titles = posting.get(postings.field('title'));
	if (!titles) return;
	const rarity = rarityOf(postings, posting);
	for (const document of titles.keys()) {
		const share = found.get(document)!;
		if (rarity > (share.titled[0] ?? 0)) share.titled = [rarity];
	}
}

/** Terms that widen one term of a query may widen another, too. */
const allTerms = (some: string[], more: string[]) =>
	some.concat(more.filter((term) => !some.includes(term)));

/** Adds the shares of one to those of the other, which it changes. */
export function addShares(total: Shares, more: Shares) {
	for (const [document, share] of more) {
		const known = total.get(document);
		if (!known) total.set(document, share);
		else {
			known.score += share.score;
			known.matched = allTerms(known.matched, share.matched);
			if (share.titled.length) known.titled = known.titled.concat(share.titled);
		}
	}
}

/** Leaves of two shares, of words that stand for each other, what the better of them has. */
export function mergeShares(total: Shares, more: Shares) {
	for (const [document, share] of more) {
		const known = total.get(document);
		if (!known) total.set(document, share);
		else {
			known.score = Math.max(known.score, share.score);
			known.matched = allTerms(known.matched, share.matched);
			if (share.titled.length > known.titled.length) known.titled = share.titled;
		}
	}
}

/** What articles have of the terms, each term adding its share. */
export function findTerms(
	postings: Postings,
	terms: readonly string[],
	{ typing = false, fuzzy = true, every = false }: Finding = {}
): Shares {
	const last = terms.length - 1;
	const each = terms.map((term, n) =>
		findTerm(postings, candidatesOf(postings, term, typing && n === last, fuzzy))
	);
	const total: Shares = new Map();
	for (const shares of each) addShares(total, shares);
	if (every)
		for (const document of total.keys())
			if (!each.every((shares) => shares.has(document))) total.delete(document);
	return total;
}
