import { describe, expect, it } from 'vitest';
import { languageAttributes } from '../../../../src/lib/content/prerender/page-language.ts';

describe('the language of a page', () => {
	it.each([
		['en', 'lang="en"'],
		['pt-BR', 'lang="pt-BR"'],
		['he', 'lang="he" dir="rtl"'],
		['fa-IR', 'lang="fa-IR" dir="rtl"'],
		['az-Arab', 'lang="az-Arab" dir="rtl"'],
		['ur-Latn', 'lang="ur-Latn"'],
		['dv', 'lang="dv" dir="rtl"'],
		['ja', 'lang="ja"']
	])('%s gives %s', (language, attributes) => {
		expect(languageAttributes(language)).toBe(attributes);
	});
});
