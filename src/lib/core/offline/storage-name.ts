/**
 * A name for a cache, database, key or lock; the sites of one origin share these name spaces.
 * @param scope the base path with a trailing slash: `/`, `/x/y/`
 */
export const storageName = (scope: string, ...parts: string[]): string =>
	['offprint', scope, ...parts].join('|');
