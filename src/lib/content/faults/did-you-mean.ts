import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean "x"?` where something known is near enough, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
	if (!known.length) return '';
	const candidate = closest(name, known);
	const near = distance(name.toLowerCase(), candidate.toLowerCase());
	// What is there already is not what is meant.
	return candidate !== name && near <= Math.max(2, Math.floor(name.length / 3))
		? `; did you mean "${candidate}"?`
		: '';
}
