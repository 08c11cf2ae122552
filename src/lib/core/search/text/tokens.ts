/** In UTF-16 units; a longer run in a spaced script is no word but a hash, a blob or a line of dashes. */
const maxNameLength = 64;

/**
 * Scripts written without spaces between words, and Korean, whose words include their particles; also
 * the long-vowel sign and the half-width voicing marks of kana.
 */
const unspacedScripts = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ーｰﾞﾟ`;
const unspaced = new RegExp(`[${unspacedScripts}]`, 'u');
const scriptRuns = new RegExp(`[${unspacedScripts}]+|[^${unspacedScripts}]+`, 'gu');

/** The soft hyphen, joiners and variation selectors. */
const invisibleCharacters = String.raw`\u00AD\u200C\u200D\p{Variation_Selector}`;
const invisible = new RegExp(`[${invisibleCharacters}]`, 'gu');

// #region patterns
/** Letters, marks and digits, starting with none of the marks; invisible characters do not end it. */
const run = String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}${invisibleCharacters}]*`;
/** Runs joined by `_` or `-`, or by a period between two digits as in a version number. */
export const identifier = new RegExp(
	String.raw`${run}(?:(?:[_-]|(?<=\p{Nd})\.(?=\p{Nd}))${run})*`,
	'gu'
);

/** The parts of a compound name: `HttpClient`, `XMLReader`, `utf8`. */
const part = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+|\p{L}+/gu;
// #endregion

/** A word of a token; its range is in UTF-16 units of the token. */
interface TokenWord {
	text: string;
	start: number;
	end: number;
	/** Index, among the token's words, of the whole name that this is a part of. */
	partOf?: number;
}

/** Segments a text into words, as `Intl.Segmenter` does. */
type SegmentWords = (text: string) => Iterable<Intl.SegmentData>;

/** Whether a text has characters of a script without spaces between words. */
export const isUnspaced = (text: string) => unspaced.test(text);

/** Keys, hashes and encoded bytes: letters and digits alternate too often for words. */
export function isBlob(text: string): boolean {
	const pieces = text.match(part)?.length ?? 0;
	return pieces * 2.5 > text.length;
}

/**
 * The words of a token that `identifier` matched: a name and then its parts; in scripts without
 * spaces the words that the segmenter finds and each pair of characters.
 */
export function tokenWords(token: string, segment: SegmentWords): TokenWord[] {
	const plain = token.normalize('NFKC').replace(invisible, '');
	const words = [...plain.matchAll(scriptRuns)].flatMap(({ 0: text, index }) => {
		const found = isUnspaced(text) ? unspacedWords(text, segment) : nameWords(text);
		return found.map((word) => ({ ...word, start: word.start + index, end: word.end + index }));
	});
	if (plain === token) return words;
	// Normalizing moved characters, as with half-width kana: each word gets the token's range.
	return words.map((word) => ({ ...word, start: 0, end: token.length }));
}

function unspacedWords(text: string, segment: SegmentWords): TokenWord[] {
	const words: TokenWord[] = [];
	const add = (word: string, start: number) =>
		words.push({ text: word, start, end: start + word.length });
	for (const { segment: word, index, isWordLike } of segment(text))
		if (isWordLike) add(word, index);
	const characters = [...text];
	let at = 0;
	for (let i = 0; i + 1 < characters.length; at += characters[i++]!.length)
		add(characters[i]! + characters[i + 1]!, at);
	return words;
}

// #region name
/** A whole name and, if any of its parts is informative, its parts. */
function nameWords(name: string): TokenWord[] {
	if (name.length > maxNameLength) return [];
	const whole = { text: name.replace(/[_-]/g, ''), start: 0, end: name.length };
	const pieces = [...name.matchAll(/[^_-]+/g)];
	const parts = pieces.length > 1 ? pieces.flatMap(pieceWords) : innerParts(name);
	if (!hasInformativePart(name, parts)) return [whole];
	return [whole, ...parts.map((word) => ({ ...word, partOf: 0 }))];
}
// #endregion

/** A part with two letters is informative: the `ef` of `ef6` is, the `k` of `k8s` is not. */
const hasInformativePart = (name: string, parts: readonly TokenWord[]) =>
	name.includes('.') || parts.some(({ text }) => /\p{L}.*\p{L}/su.test(text));

/** The words of a piece between `_` and `-`: itself a name, followed by its parts. */
function pieceWords({ 0: piece, index }: RegExpMatchArray): TokenWord[] {
	const word = { text: piece, start: index!, end: index! + piece.length };
	const parts = innerParts(piece).map((inner) => ({
		...inner,
		start: inner.start + index!,
		end: inner.end + index!
	}));
	const informative = hasInformativePart(piece, parts) ? parts : [];
	return piece.length > 1 || /\p{N}/u.test(piece) ? [word, ...informative] : informative;
}

// #region parts
/** The parts of a name without `_` and `-`, if it has several; single letters are left out. */
function innerParts(name: string): TokenWord[] {
	if (name.includes('.')) return versionParts(name);
	const parts = [...name.matchAll(part)];
	if (parts.length < 2) return [];
	return parts
		.filter(([text]) => text.length > 1 || /\p{N}/u.test(text))
		.map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}
// #endregion

/**
 * The parts of a name with a version number, by which it is found: of `net8.0.1` these are `8.0.1`,
 * `8.0`, `net8`, `net` and `8`. The later numbers alone say nothing.
 */
function versionParts(name: string): TokenWord[] {
	const major = /^.*?(\p{N}+)(?=\.)/su.exec(name)!;
	const first = { text: major[0], start: 0, end: major[0].length };
	const start = first.end - major[1]!.length;
	const ends = [...name.matchAll(/\.|$/g)].map(({ index }) => index).reverse();
	const versions = ends
		.filter((end) => end > first.end || (start === 0 && end === first.end))
		.map((end) => ({ text: name.slice(start, end), start, end }));
	return [
		...versions.filter(({ text }) => text !== name),
		...(start ? [first, ...innerParts(first.text)] : [])
	];
}
