const sliceMs = 8;

/** Resolves when work may continue; `undefined` where it may continue immediately. */
export type Pause = () => Promise<void> | undefined;

/**
 * To be awaited often in long work: yields to the main thread at first, since the task may already
 * be long, and then every few milliseconds.
 */
export function createYielder(): Pause {
	let began = -Infinity;
	return () => {
		if (performance.now() - began < sliceMs) return undefined;
		return new Promise((proceed) =>
			setTimeout(() => {
				began = performance.now();
				proceed();
			})
		);
	};
}
