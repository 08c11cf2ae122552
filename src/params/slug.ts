import { slugPattern } from '../lib/article/article';

export const match = (param: string) => slugPattern.test(param);
