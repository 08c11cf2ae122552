const sliceMilliseconds = 8;

/** Settles when work may go on; nothing where it may at once. */
export type Pause = () => Promise<void> | undefined;

/**
 * Something to be awaited often in long work: once some milliseconds have passed, what waits for
 * the thread gets its turn.
 */
export function pauses(): Pause {
	let began = performance.now();
	return () => {
		if (performance.now() - began < sliceMilliseconds) return undefined;
		return new Promise((proceed) =>
			setTimeout(() => {
				began = performance.now();
				proceed();
			})
		);
	};
}
