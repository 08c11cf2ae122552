import { slugPattern } from '../lib/core/article/article.ts';

export const match = (param: string) => slugPattern.test(param);
