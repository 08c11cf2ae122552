import { isServedAsIs } from '../lib/core/article/sample-path.ts';

/** The end of a sample page's path: empty, or the path of one of the sample's files. */
export const match = (param: string) => !isServedAsIs(param);
