/**
 * The first index from which on a test holds, `length` where it never does, by as few tests as can
 * be: each is a look at the layout.
 */
export function lowerBound(length: number, holds: (index: number) => boolean): number {
	let [first, end] = [0, length];
	while (first < end) {
		const middle = (first + end) >> 1;
		if (holds(middle)) end = middle;
		else first = middle + 1;
	}
	return first;
}
