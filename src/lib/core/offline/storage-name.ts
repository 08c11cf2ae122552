/**
 * Names in storage that the applications of one origin share: caches, databases, keys, locks.
 * @param scope the base path with its slash: `/`, `/x/y/`
 */
export const storageName = (scope: string, ...parts: string[]): string =>
	['offprint', scope, ...parts].join('|');
