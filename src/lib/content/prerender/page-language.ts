import { isRightToLeft } from '../../core/article/language.ts';

/**
 * The attributes of a page's `html` element for a language, as BCP 47 has it: `lang`, and `dir` if
 * the language is written from right to left.
 */
export const languageAttributes = (language: string): string =>
	`lang="${language}"${isRightToLeft(language) ? ' dir="rtl"' : ''}`;
