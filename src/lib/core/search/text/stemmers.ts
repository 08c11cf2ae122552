/** Returns the stem of a lowercase word. */
export type Stem = (word: string) => string;

type StemmerModule = { stemmer: Stem };

/**
 * Snowball stemmers by language; a site loads only its own. English comes from another package:
 * `@orama/stemmers` has Porter's algorithm of 1980, which gives `connection` and `connect` different
 * stems.
 */
const stemmers: Record<string, () => Promise<StemmerModule>> = {
	ar: () => import('@orama/stemmers/arabic') as Promise<StemmerModule>,
	da: () => import('@orama/stemmers/danish') as Promise<StemmerModule>,
	de: () => import('@orama/stemmers/german') as Promise<StemmerModule>,
	en: async () => ({ stemmer: (await import('./porter2.ts')).stem }),
	es: () => import('@orama/stemmers/spanish') as Promise<StemmerModule>,
	fi: () => import('@orama/stemmers/finnish') as Promise<StemmerModule>,
	fr: () => import('@orama/stemmers/french') as Promise<StemmerModule>,
	it: () => import('@orama/stemmers/italian') as Promise<StemmerModule>,
	nl: () => import('@orama/stemmers/dutch') as Promise<StemmerModule>,
	no: () => import('@orama/stemmers/norwegian') as Promise<StemmerModule>,
	pt: () => import('@orama/stemmers/portuguese') as Promise<StemmerModule>,
	ru: () => import('@orama/stemmers/russian') as Promise<StemmerModule>,
	sv: () => import('@orama/stemmers/swedish') as Promise<StemmerModule>
};

/** The primary language of a BCP 47 tag; both written forms of Norwegian are `no`. */
export function baseLanguage(language: string): string {
	const base = language.split('-')[0]!.toLowerCase();
	return base === 'nb' || base === 'nn' ? 'no' : base;
}

/** The stemmer of a language (BCP 47), or one that returns words unchanged. */
export async function loadStemmer(language: string): Promise<Stem> {
	const base = baseLanguage(language);
	const load = Object.hasOwn(stemmers, base) ? stemmers[base] : undefined;
	return load ? (await load()).stemmer : (word) => word;
}
