/**
 * The terms within an edit distance of a word (Levenshtein 1966: letters inserted, left out or
 * replaced). The rows of the distances for the letters that a term shares with the one before it are kept,
 * and terms that begin like one that is too far off are skipped.
 * @param terms in alphabetical order
 */
export function termsWithin(
	terms: readonly string[],
	word: string,
	maxEdits: number
): [term: string, distance: number][] {
	const found: [string, number][] = [];
	/** By number of letters of the term: the distance of those from each beginning of the word. */
	const rows = [Uint16Array.from({ length: word.length + 1 }, (_, n) => n)];
	let before = '';
	/** How many letters of `before` have a row. */
	let depth = 0;
	/** Terms that share more letters than this with `before` are too far off. */
	let deadEnd = Infinity;
	for (const term of terms) {
		let shared = 0;
		while (shared < term.length && term[shared] === before[shared]) shared++;
		if (shared >= deadEnd) continue;
		before = term;
		depth = Math.min(depth, shared);
		deadEnd = Infinity;
		while (depth < term.length) {
			const least = nextRow(rows, depth, term, word);
			depth++;
			if (least <= maxEdits) continue;
			deadEnd = depth;
			break;
		}
		const distance = rows[depth]![word.length]!;
		if (depth === term.length && distance <= maxEdits) found.push([term, distance]);
	}
	return found;
}

/** Computes the row for one more letter of the term. @returns its least distance */
function nextRow(rows: Uint16Array[], depth: number, term: string, word: string): number {
	const [above, row] = [rows[depth]!, (rows[depth + 1] ??= new Uint16Array(word.length + 1))];
	let least = (row[0] = depth + 1);
	for (let n = 1; n <= word.length; n++) {
		const replaced = above[n - 1]! + Number(term[depth] !== word[n - 1]);
		row[n] = Math.min(replaced, above[n]! + 1, row[n - 1]! + 1);
		if (row[n]! < least) least = row[n]!;
	}
	return least;
}
