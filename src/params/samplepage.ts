import { isServedAsIs } from '../lib/core/article/sample-path.ts';

/** The part of a sample page's path behind `sample/`: nothing, or the path of one of its files. */
export const match = (param: string) => !isServedAsIs(param);
