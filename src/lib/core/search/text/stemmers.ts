/** The stem of a word, both in lower case. */
export type Stem = (word: string) => string;

type StemmerModule = { stemmer: Stem };

/**
 * Snowball's stemmers, one small file a language, of which a site loads its own. English has one of
 * its own: the other package has Porter's of 1980, which takes `connection` and `connect` apart.
 */
const stemmers: Record<string, () => Promise<StemmerModule>> = {
	da: () => import('@orama/stemmers/danish') as Promise<StemmerModule>,
	de: () => import('@orama/stemmers/german') as Promise<StemmerModule>,
	en: async () => ({ stemmer: (await import('porter2')).stem }),
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

/** What a language (BCP 47) is a kind of, as far as its words go: both written forms of Norwegian are. */
export function baseLanguage(language: string): string {
	const base = language.split('-')[0]!.toLowerCase();
	return base === 'nb' || base === 'nn' ? 'no' : base;
}

/** The stemmer of a language (BCP 47), or one that leaves words as they are. */
export async function loadStemmer(language: string): Promise<Stem> {
	const base = baseLanguage(language);
	const load = Object.hasOwn(stemmers, base) ? stemmers[base] : undefined;
	return load ? (await load()).stemmer : (word) => word;
}
