import { levels } from '../lib/article/article';

export const match = (param: string) => levels.some((level) => level.toLowerCase() === param);
