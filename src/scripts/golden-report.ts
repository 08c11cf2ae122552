import { faultText, type FileFault } from '../lib/content/faults/report.ts';
import type { Explained, GoldenMiss } from '../lib/core/search/ranking/golden.ts';

/**
 * For each golden query that fails: the articles that came instead, and the score of each term in
 * both, which shows the words that the article lacks.
 * @param file path of the golden queries
 */
export const goldenReport = (misses: readonly GoldenMiss[], file: string) =>
	[
		`${misses.length === 1 ? '1 golden query does' : `${misses.length} golden queries do`} not find the article:`,
		...misses.flatMap((miss) => [faultText(goldenFault(miss, file)), ...shareTable(miss)])
	].join('\n');

/**
 * A golden query that fails, as a fault of its file.
 * @param file path of the golden queries
 */
export function goldenFault({ golden, place, instead }: GoldenMiss, file: string): FileFault {
	const { query, id, within, line, column } = golden;
	const must = within === 1 ? 'must be first' : `must be within the first ${within}`;
	const is = place ? `is in place ${place}` : 'is not found';
	const came = instead.length ? `; ${instead.map((one) => one.id).join(', ')} came instead` : '';
	return { file, line, column, problem: `"${query}": ${id} ${must} and ${is}${came}` };
}

/** The scores of terms, highest first, of the expected article and the last one it has to beat. */
function shareTable({ wanted, instead }: GoldenMiss): string[] {
	const rival = instead.at(-1);
	const compared = rival ? [wanted, rival] : [wanted];
	const terms = [...new Set(compared.flatMap(({ shares }) => shares.map(({ term }) => term)))];
	if (!terms.length) return ['    no article has any of its words'];
	const rows = terms
		.toSorted((a, b) => most(b, compared) - most(a, compared))
		.map((term) => [term, ...compared.map((one) => shareText(one, term))]);
	const table = [
		['', ...compared.map(({ id }) => id)],
		...rows,
		['score', ...compared.map(({ score }) => score.toFixed(2))]
	];
	const lines = align(table).map((line) => `    ${line}`);
	if (rival && rival.rank !== wanted.rank && rival.score <= wanted.score)
		lines.push(`    ${rival.id} ${ranks[rival.rank]}, which comes before any score`);
	return lines;
}

const ranks: Record<Explained['rank'], string> = {
	title: 'has the query for its title',
	'main title': 'has the query for its title, without the subtitle',
	'name in title': 'has the name in its title',
	'has the name': 'is one of few that have the name',
	score: 'is found by its score'
};

const shareOf = ({ shares }: Explained, term: string) =>
	shares.find((share) => share.term === term);

/** The highest score of a term in any of the articles. */
const most = (term: string, compared: readonly Explained[]) =>
	Math.max(...compared.map((one) => shareOf(one, term)?.score ?? 0));

function shareText(explained: Explained, term: string): string {
	const share = shareOf(explained, term);
	if (!share) return '–';
	const others = share.matched.filter((matched) => !term.split(' ').includes(matched));
	return share.score.toFixed(2) + (others.length ? ` (as ${others.join(', ')})` : '');
}

function align(table: readonly string[][]): string[] {
	const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
	return table.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column]!))
			.join('  ')
			.trimEnd()
	);
}
