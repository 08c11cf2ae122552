/** Characters of Chinese and Japanese, between which a line may end. */
const unspaced = '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}]';

/** What must not begin a line: closing punctuation, small kana and marks that lengthen a vowel. */
const noStart = '[\\p{Pe}\\p{Pf}\\p{Po}ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーゝゞ々〜～]';

/** What must not end one: opening punctuation. */
const noEnd = '[\\p{Ps}\\p{Pi}]';

/**
 * Places where a line may end: behind spaces, behind hyphens and slashes inside a word, and between
 * Chinese or Japanese characters. Korean has spaces.
 */
const opportunity = new RegExp(
	`(?<=\\s)(?=\\S)|(?<=[\\p{L}\\p{N}][-/–—])(?=[\\p{L}\\p{N}])|(?<!${noEnd})(?:(?<=${unspaced})(?=\\S)|(?<=\\S)(?=${unspaced}))(?!${noStart})`,
	'u'
);

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The smallest parts that lines are made of, as pairs of start and end. */
export function lineParts(text: string): [number, number][] {
	let end = 0;
	return text.split(opportunity).map((part) => [end, (end += part.length)]);
}

/** The graphemes of a part that is longer than a line. */
export const graphemeParts = (text: string, [start, end]: [number, number]): [number, number][] =>
	Array.from(graphemes.segment(text.slice(start, end)), ({ index, segment }) => [
		start + index,
		start + index + segment.length
	]);
