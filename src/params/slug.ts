import { slugPattern } from '../lib/article/article.ts';

export const match = (param: string) => slugPattern.test(param);
