/** A shorter word is hard to misspell, and half of it says nothing. */
const minLength = 5;

/**
 * The query with two neighboring letters swapped in the middle of its rarest word.
 * @param documentsWith how many documents have a word
 */
export function misspelled(query: string, documentsWith: (word: string) => number): string {
	const words = [...query.matchAll(/(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu)]
		.filter(([word]) => word.length >= minLength)
		.map((match) => ({ word: match[0], index: match.index, documents: documentsWith(match[0]) }))
		// A word that no document has may be misspelled already.
		.filter(({ documents }) => documents > 0)
		.sort((a, b) => a.documents - b.documents);
	const [rarest] = words;
	if (!rarest) return query;
	const { word, index } = rarest;
	let at = Math.floor(word.length / 2);
	while (at > 1 && word[at] === word[at - 1]) at--;
	const swapped = word.slice(0, at - 1) + word[at]! + word[at - 1]! + word.slice(at + 1);
	return query.slice(0, index) + swapped + query.slice(index + word.length);
}

/** The query with the last two fifths of its last word still to be typed. */
export function halfTyped(query: string): string {
	const last = /\p{L}+(?=[^\p{L}\p{N}]*$)/u.exec(query);
	if (!last || last[0].length < minLength) return query;
	return query.slice(0, last.index + Math.ceil(last[0].length * 0.6));
}
