/** Scripts that are written from right to left, by their ISO 15924 codes. */
const rightToLeft = new Set(
	'Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi'.split(' ')
);

/**
 * The attributes of a page's `html` element for a language, as BCP 47 has it: `lang`, and `dir` if
 * the language is written from right to left.
 */
export function languageAttributes(language: string): string {
	const script = new Intl.Locale(language).maximize().script ?? '';
	return `lang="${language}"${rightToLeft.has(script) ? ' dir="rtl"' : ''}`;
}
