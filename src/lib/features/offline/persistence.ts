let answer: Promise<boolean> | undefined;

/**
 * Asks the browser, once, to evict nothing of this site. Do not wait for it: Firefox asks the reader,
 * who may never answer.
 * @returns whether it has promised that
 */
export const requestPersistence = (): Promise<boolean> =>
	(answer ??= (async () => (await navigator.storage?.persist?.()) ?? false)().catch(() => false));
