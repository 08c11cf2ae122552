/** Scripts that are written from right to left, by their ISO 15924 codes. */
const rightToLeft = new Set(
	'Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi'.split(' ')
);

/** Whether a language, as BCP 47 has it, is written from right to left. */
export const isRightToLeft = (language: string): boolean =>
	rightToLeft.has(new Intl.Locale(language).maximize().script ?? '');
