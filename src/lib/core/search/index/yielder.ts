const sliceMs = 8;

/** Returns a promise that resolves when work may continue, or `undefined` to continue at once. */
export type Pause = () => Promise<void> | undefined;

/**
 * Call the result often in long work, and await what it returns. It yields to the main thread on the
 * first call, since the current task may already be long, and then every few milliseconds.
 */
export function createYielder(): Pause {
	let sliceStart = -Infinity;
	return () => {
		if (performance.now() - sliceStart < sliceMs) return undefined;
		return new Promise((resolve) =>
			setTimeout(() => {
				sliceStart = performance.now();
				resolve();
			})
		);
	};
}
