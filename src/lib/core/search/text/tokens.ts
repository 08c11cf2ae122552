/** A longer run of a script with spaces is no word: a hash, a blob, a line of dashes. */
const maxToken = 64;

/**
 * Scripts whose words no spaces part, and Korean, whose words run on in their endings; what makes
 * vowels long and half-width signs among them.
 */
const unspacedScripts = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ーｰﾞﾟ`;
const unspaced = new RegExp(`[${unspacedScripts}]`, 'u');
const runs = new RegExp(`[${unspacedScripts}]+|[^${unspacedScripts}]+`, 'gu');

/** Letters, marks and digits; what is written and not seen stays within its word. */
const run = String.raw`[\p{L}\p{M}\p{N}\u00AD\u200C\u200D]+`;
export const identifier = new RegExp(`${run}(?:[_-]${run})*`, 'gu');

const unseen = /[\u00AD\u200C\u200D]/g;

/** The parts of a name made of several: `HttpClient`, `XMLReader`, `utf8`. */
const part = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+|\p{L}+/gu;

/** A word of a token, in UTF-16 units from the token's beginning. */
interface TokenWord {
	text: string;
	start: number;
	end: number;
	/** The name that it is a part of, by the number of its word. */
	partOf?: number;
}

/** Cuts a text where its words end, as a segmenter for words does. */
type SegmentWords = (text: string) => Iterable<Intl.SegmentData>;

/** Words of the script stand without spaces between them. */
export const isUnspaced = (text: string) => unspaced.test(text);

/** Keys, hashes and encoded bytes: letters and digits change too often to be words. */
export function isBlob(text: string): boolean {
	const pieces = text.match(part)?.length ?? 0;
	return pieces * 2.5 > text.length;
}

/**
 * The words of a token, which letters, marks, digits and `_-` between them make up: a name whole,
 * then its parts; of scripts without spaces the words that the segmenter cuts and each pair.
 */
export function tokenWords(token: string, segment: SegmentWords): TokenWord[] {
	const plain = token.normalize('NFKC').replace(unseen, '');
	const words = [...plain.matchAll(runs)].flatMap(({ 0: text, index }) => {
		const found = isUnspaced(text) ? unspacedWords(text, segment) : nameWords(text);
		return found.map((word) => ({ ...word, start: word.start + index, end: word.end + index }));
	});
	if (plain === token) return words;
	// Characters came apart or together, as half-width kana do: the token is the place of each.
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

/** A name whole and, where it has several parts, those that tell something. */
function nameWords(name: string): TokenWord[] {
	if (name.length > maxToken) return [];
	const whole = { text: name.replace(/[_-]/g, ''), start: 0, end: name.length };
	const pieces = [...name.matchAll(/[^_-]+/g)];
	const parts = pieces.length > 1 ? pieces.flatMap(innerWords) : innerParts(name);
	if (!parts.some(({ text }) => tells(text))) return [whole];
	return [whole, ...parts.map((word) => ({ ...word, partOf: 0 }))];
}

/** Two letters of a script: `k` and `8` of `k8s` tell nothing, `ef` and `6` of `ef6` do. */
const tells = (text: string) => /\p{L}.*\p{L}/su.test(text);

/** What stands between `_` and `-`: a name of its own, whole and in parts. */
function innerWords({ 0: piece, index }: RegExpMatchArray): TokenWord[] {
	const word = { text: piece, start: index!, end: index! + piece.length };
	const parts = innerParts(piece).map((inner) => ({
		...inner,
		start: inner.start + index!,
		end: inner.end + index!
	}));
	const telling = parts.some(({ text }) => tells(text)) ? parts : [];
	return piece.length > 1 || /\p{N}/u.test(piece) ? [word, ...telling] : telling;
}

/** The parts of a name without `_` and `-`, if it has several: single letters tell nothing. */
function innerParts(name: string): TokenWord[] {
	const parts = [...name.matchAll(part)];
	if (parts.length < 2) return [];
	return parts
		.filter(([text]) => text.length > 1 || /\p{N}/u.test(text))
		.map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}
