/** The parts of an article that take time to read. */
export interface ReadingMaterial {
	/** All text outside code blocks. */
	prose: string;
	/** The text of all code blocks. */
	code: string;
	/** Images and diagrams. */
	figures: number;
}

/** Silent reading of English non-fiction (Brysbaert 2019, Journal of Memory and Language 109). */
const wordsPerMinute = 238;
const cjkCharactersPerMinute = 500;
const codeLinesPerMinute = 30;
const figuresPerMinute = 5;

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

/** Whole minutes, at least 1. */
export const readingMinutes = (material: ReadingMaterial): number =>
	Math.max(1, Math.round(readingTimeMinutes(material)));

/** In minutes, not rounded. */
export function readingTimeMinutes({ prose, code, figures }: ReadingMaterial): number {
	const { words, cjkCharacters } = countWords(prose);
	const codeLines = code.split('\n').filter((line) => line.trim()).length;
	return (
		words / wordsPerMinute +
		cjkCharacters / cjkCharactersPerMinute +
		codeLines / codeLinesPerMinute +
		figures / figuresPerMinute
	);
}
