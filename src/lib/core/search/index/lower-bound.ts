/**
 * Binary search for the first number that is at least `wanted`; `sorted.length` if none is.
 * @param sorted in ascending order
 */
export function lowerBound(sorted: ArrayLike<number>, wanted: number): number {
	let [first, end] = [0, sorted.length];
	while (first < end) {
		const middle = (first + end) >> 1;
		if (sorted[middle]! < wanted) first = middle + 1;
		else end = middle;
	}
	return first;
}
