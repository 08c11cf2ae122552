/** The index cannot be used: it is from another build, truncated, or not an index. */
export class IndexError extends Error {
	override name = 'IndexError';
}
