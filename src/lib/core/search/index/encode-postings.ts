/** The documents that have a term in one field, in ascending order, and its count in each. */
export interface FieldPosting {
	documents: readonly number[];
	counts: readonly number[];
}

/** Indexed by field number. */
export type Posting = readonly (FieldPosting | undefined)[];

/** As MiniSearch has it: counts by field number and document number. */
type SerialisedPosting = Readonly<Record<string, Readonly<Record<string, number>>>>;

const radix = 36;
/** Counts up to 25 are one letter; `Z` introduces a longer one, which ends with a period. */
const maxLetterCount = 25;

/**
 * Encodes a posting compactly: for each field its number and `:`, then for each document how many
 * documents were skipped before it (nothing for none) and the count (`A` is 1). Numbers are in base
 * 36.
 */
export const encodePosting = (posting: SerialisedPosting): string =>
	Object.entries(posting)
		.map(([field, counts]) => {
			let next = 0;
			const documents = Object.entries(counts).map(([number, count]) => {
				const skipped = Number(number) - next;
				next = Number(number) + 1;
				return (skipped ? skipped.toString(radix) : '') + encodeCount(count);
			});
			return `${Number(field).toString(radix)}:${documents.join('')}`;
		})
		.join('');

const encodeCount = (count: number) =>
	count <= maxLetterCount ? String.fromCharCode(64 + count) : `Z${count.toString(radix)}.`;

/** The inverse of `encodePosting`. */
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
