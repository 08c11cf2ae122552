/** The parts of an article that take time to read. */
export interface ReadingMaterial {
	/** All text outside code blocks. */
	prose: string;
	/** The text of all code blocks. */
	code: string;
	/** Images and diagrams. */
	figures: number;
}

// #region rates
/** How much there is to read of each kind. */
export interface ReadingCounts {
	words: number;
	/** Chinese, Japanese and Korean, which have no or other spaces between words. */
	cjkCharacters: number;
	/** Without blank lines. */
	codeLines: number;
	figures: number;
}

/**
 * What a reader gets through in a minute. The words are from silent reading of English non-fiction
 * (Brysbaert 2019, Journal of Memory and Language 109); the others are conventions.
 */
export const readingRates: Readonly<ReadingCounts> = {
	words: 238,
	cjkCharacters: 500,
	codeLines: 30,
	figures: 5
};
// #endregion

// #region words
/** By script extensions, because signs such as the long-vowel mark of サーバー belong to several scripts. */
const cjk =
	/(?=[\p{L}\p{N}])[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/gu;

/** Counts runs between white space that have a letter or digit; CJK characters are counted separately. */
export function countWords(prose: string): { words: number; cjkCharacters: number } {
	let cjkCharacters = 0;
	const rest = prose.normalize('NFC').replace(cjk, () => {
		cjkCharacters++;
		return ' ';
	});
	return {
		words: rest.split(/\s+/).filter((run) => /[\p{L}\p{N}]/u.test(run)).length,
		cjkCharacters
	};
}
// #endregion

// #region minutes
export const countMaterial = ({ prose, code, figures }: ReadingMaterial): ReadingCounts => ({
	...countWords(prose),
	codeLines: code.split('\n').filter((line) => line.trim()).length,
	figures
});

/** In minutes, not rounded. */
export function readingTimeMinutes(material: ReadingMaterial, rates = readingRates): number {
	const counts = countMaterial(material);
	const kinds = Object.keys(rates) as (keyof ReadingCounts)[];
	return kinds.reduce((minutes, kind) => minutes + counts[kind] / rates[kind], 0);
}

/** Whole minutes, at least 1. */
export const readingMinutes = (material: ReadingMaterial): number =>
	Math.max(1, Math.round(readingTimeMinutes(material)));
// #endregion
