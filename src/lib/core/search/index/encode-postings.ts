/** Documents by number in ascending order, and how often a term stands in a field of each. */
export interface FieldPosting {
	documents: readonly number[];
	counts: readonly number[];
}

/** By number of the field. */
export type Posting = readonly (FieldPosting | undefined)[];

/** MiniSearch's: how often, by number of the field and of the document. */
type SerialisedPosting = Readonly<Record<string, Readonly<Record<string, number>>>>;

const radix = 36;
/** Times up to 25 are a letter; `Z` says that the number follows, up to a full stop. */
const maxByLetter = 25;

/**
 * A posting in few characters: for each field its number and `:`, then for each document how many
 * were passed over (nothing for none) and how often the term stands in it (`A` is once). Numbers
 * are of base 36.
 */
export const encodePosting = (posting: SerialisedPosting): string =>
	Object.entries(posting)
		.map(([field, counts]) => {
			let next = 0;
			const documents = Object.entries(counts).map(([number, count]) => {
				const passed = Number(number) - next;
				next = Number(number) + 1;
				return (passed ? passed.toString(radix) : '') + encodeCount(count);
			});
			return `${Number(field).toString(radix)}:${documents.join('')}`;
		})
		.join('');

const encodeCount = (count: number) =>
	count <= maxByLetter ? String.fromCharCode(64 + count) : `Z${count.toString(radix)}.`;

/** Of what `encodePosting` made. */
export function decodePosting(text: string): Posting {
	const posting: { documents: number[]; counts: number[] }[] = [];
	let field = { documents: [] as number[], counts: [] as number[] };
	let value = 0;
	let next = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code >= 97) value = value * radix + code - 87;
		else if (code < 58) value = value * radix + code - 48;
		else {
			if (code === 58) {
				posting[value] = field = { documents: [], counts: [] };
				next = 0;
			} else {
				const end = code === 90 ? text.indexOf('.', at) : at;
				field.documents.push(next + value);
				field.counts.push(end > at ? parseInt(text.slice(at + 1, end), radix) : code - 64);
				next += value + 1;
				at = end;
			}
			value = 0;
		}
	}
	return posting;
}
