import { assetPathProblem } from '../lib/core/article/asset-path.ts';
import { isServedAsIs } from '../lib/core/article/sample-path.ts';

/** A file next to an article. A sample's files have pages, except those that are served as they are. */
export const match = (param: string) =>
	!assetPathProblem(param) && (!param.startsWith('sample/') || isServedAsIs(param));
