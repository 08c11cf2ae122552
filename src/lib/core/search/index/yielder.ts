const sliceMilliseconds = 8;

/** Settles when work may go on; nothing where it may at once. */
export type Pause = () => Promise<void> | undefined;

/**
 * Something to be awaited often in long work: at first, since nobody knows how long the task has
 * gone on, and once some milliseconds have passed, what waits for the thread gets its turn.
 */
export function pauses(): Pause {
	let began = -Infinity;
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
