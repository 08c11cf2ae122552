import { closest, distance } from 'fastest-levenshtein';

/** `; did you mean "x"?` if a known name is similar, otherwise `''`. */
export function didYouMean(name: string, known: readonly string[]): string {
	if (!known.length) return '';
	const candidate = closest(name, known);
	const near = distance(name.toLowerCase(), candidate.toLowerCase());
	// The name itself is no suggestion.
	return candidate !== name && near <= Math.max(2, Math.floor(name.length / 3))
		? `; did you mean "${candidate}"?`
		: '';
}
