import { levels } from '../lib/core/article/article.ts';

export const match = (param: string) => levels.some((level) => level.toLowerCase() === param);
