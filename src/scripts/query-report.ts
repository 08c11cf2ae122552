import type { SearchEngine } from '../lib/core/search/ranking/engine.ts';
import { evidenceNames } from '../lib/core/search/ranking/evidence.ts';
import type { TermShare } from '../lib/core/search/ranking/explanation.ts';

/** A query of a search log and the article that it finds first. */
interface LoggedQuery {
	query: string;
	/** How often the log has it. */
	count: number;
	/** Absent if nothing is found. */
	first?: { id: string; score: number; shares: TermShare[] };
	/** Terms of the query that the first article does not have. */
	missing: string[];
}

/**
 * What each query of a search log finds first, and why; queries that find nothing, or only by
 * completing or correcting words, are listed separately.
 * @param log one query per line
 */
export function queryReport(engine: SearchEngine, log: string, file: string): string {
	const queries = countLines(log).map(([query, count]) => ask(engine, query, count));
	const widened = queries.filter(isWidened);
	const nothing = queries.filter(({ first }) => !first);
	const others = queries.filter(({ first }) => first).filter((one) => !isWidened(one));
	return [
		`${file}: ${queries.length === 1 ? '1 query' : `${queries.length} queries`}`,
		...listing('Nothing found; candidates for synonyms.yaml', nothing),
		...listing(
			'Found only by completing or correcting words; candidates for synonyms.yaml',
			widened
		),
		...listing('Found; candidates for golden.yaml', others)
	].join('\n');
}

/** The different lines of a text and how often it has each, the most frequent first. */
function countLines(text: string): [line: string, count: number][] {
	const counts = new Map<string, number>();
	for (const line of text.split(/\r?\n/).map((one) => one.trim()))
		if (line) counts.set(line, (counts.get(line) ?? 0) + 1);
	return [...counts].sort(([, a], [, b]) => b - a);
}

/** Asks as the search box does: the last word may be incomplete. */
function ask(engine: SearchEngine, query: string, count: number): LoggedQuery {
	const options = { typing: true };
	const [hit] = engine.search(query, options);
	if (!hit) return { query, count, missing: [] };
	const { shares } = engine.explain(query, hit.id, options);
	const found = new Set(shares.flatMap(({ term }) => [term, ...term.split(' ')]));
	const terms = engine.analyser.queryTerms(query).map(({ term }) => term);
	return {
		query,
		count,
		first: { id: hit.id, score: hit.score, shares },
		missing: [...new Set(terms)].filter((term) => !found.has(term))
	};
}

const isEvidence = ({ term }: TermShare) =>
	(Object.values(evidenceNames) as string[]).includes(term);

const isWidened = ({ first }: LoggedQuery) =>
	first !== undefined && first.shares.every((share) => share.widened || isEvidence(share));

const listing = (title: string, queries: readonly LoggedQuery[]): string[] =>
	queries.length ? ['', `${title} (${queries.length}):`, ...queries.flatMap(describe)] : [];

function describe({ query, count, first, missing }: LoggedQuery): string[] {
	const headline = `    ${query}${count > 1 ? ` (${count} times)` : ''}`;
	if (!first) return [headline];
	const shares = first.shares
		.toSorted((a, b) => b.score - a.score)
		.map(({ term, matched, score }) => {
			const others = matched.filter((one) => !term.split(' ').includes(one));
			return `${term} ${score.toFixed(2)}${others.length ? ` (as ${others.join(', ')})` : ''}`;
		});
	const without = missing.length ? `; without ${missing.join(', ')}` : '';
	return [
		headline,
		`        ${first.id} ${first.score.toFixed(2)}: ${shares.join(', ')}${without}`
	];
}
