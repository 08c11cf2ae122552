/** Runs `work` while no other tab holds the lock; at once if the browser has no Web Locks. */
export function withLock<Result>(
	name: string,
	work: () => Promise<Result>,
	signal?: AbortSignal
): Promise<Result> {
	const locks = navigator.locks as LockManager | undefined;
	return locks ? locks.request(name, { signal }, work) : work();
}
