import { isServedAsIs } from '../lib/core/article/sample-path.ts';

/** A file beside an article: its name has an ending, which no page's path has but a sample's. */
export const match = (param: string) =>
	/\.[A-Za-z0-9]+$/.test(param) && (!param.startsWith('sample/') || isServedAsIs(param));
