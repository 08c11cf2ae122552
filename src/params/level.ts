import { levels } from '../lib/article/article.ts';

export const match = (param: string) => levels.some((level) => level.toLowerCase() === param);
