import type { Dictionary } from '../index/dictionary.ts';
import type { Analyser, QueryTerm } from '../text/analyse.ts';
import { baseLanguage } from '../text/stemmers.ts';

/** A shorter word ends many words that are no compounds. */
const minLastPartLength = 4;
/** A shorter first part must be a word in the index: `Tag` is, the `beg` of `Begleitung` is not. */
const minFirstPartLength = 4;
const maxCachedWords = 500;

/** Before a word these make a derived word, not a compound: `Vertrag` is no kind of `Trag`. */
const prefixes = new Set(
	(
		'auf aus bei dar ein ent emp fort ger her hin los mit miss nach nie ruck uber ueber um und unter ' +
		'ver vor weg wider wieder zer zuruck zusammen'
	).split(' ')
);
/** A first part whose stem is as long as it: stemmers look at the length of the whole word. */
const probe = 'daten';

/** Finds the compounds in the index whose last part a word is; only German has any. */
export function createFindCompounds(
	dictionary: Dictionary,
	analyser: Analyser
): (asked: QueryTerm) => string[] {
	if (baseLanguage(analyser.language) !== 'de') return () => [];
	const cache = new Map<string, string[]>();

	function compoundsOf({ term, variant, word }: QueryTerm): string[] {
		const inCompound = analyser.termOf(probe + word).slice(probe.length);
		const lastParts = new Set([term, variant ?? term, inCompound]);
		return [...lastParts]
			.filter((part) => part.length >= minLastPartLength)
			.flatMap((part) =>
				dictionary.withSuffix(part).filter((found) => isFirstPart(found.slice(0, -part.length)))
			);
	}

	const isFirstPart = (text: string) =>
		(text.length >= minFirstPartLength || dictionary.has(text)) &&
		/^\p{L}*[aeiouy]\p{L}*$/u.test(text) &&
		!prefixes.has(text);

	return (asked) => {
		if (asked.word.length < minLastPartLength || /\P{L}/u.test(asked.word)) return [];
		let compounds = cache.get(asked.word);
		if (!compounds) {
			if (cache.size >= maxCachedWords) cache.clear();
			cache.set(asked.word, (compounds = compoundsOf(asked)));
		}
		return compounds;
	};
}
