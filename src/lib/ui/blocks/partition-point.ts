/**
 * Binary search for the first index where a test holds; `length` if it never does. Callers read the
 * layout in their test, so it should run as rarely as possible.
 * @param holds once true for an index, it must be true for every later one
 */
export function partitionPoint(length: number, holds: (index: number) => boolean): number {
	let [first, end] = [0, length];
	while (first < end) {
		const middle = (first + end) >> 1;
		if (holds(middle)) end = middle;
		else first = middle + 1;
	}
	return first;
}
