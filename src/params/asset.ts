import { isServedAsIs } from '../lib/core/article/sample-path.ts';

/**
 * A file next to an article; the build has checked its name (`asset-path.ts`). A sample's files have
 * pages, except those that are served as they are.
 */
export const match = (param: string) =>
	/\.[A-Za-z0-9]+$/.test(param) && (!param.startsWith('sample/') || isServedAsIs(param));
