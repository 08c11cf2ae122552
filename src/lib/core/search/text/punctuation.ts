/** Hyphens of all scripts but no dashes: Armenian, Hebrew, Mongolian, small and full-width among them. */
const hyphens = /[\u2010\u2011\u058A\u05BE\u1400\u1806\uFE63\uFF0D]/g;
/**
 * Apostrophes, turned and modifier letters included, and the marks typed in their place. Some of them
 * are letters to Unicode.
 */
const apostrophes = /[\u2018\u2019\u201B\u02B9\u02BB-\u02BD\u02C8\u055A\u05F3\uA78B\uA78C\uFF07]/g;

/** Replaces hyphens and apostrophes by those of ASCII, each by one character, so that ranges hold. */
export const asciiPunctuation = (text: string) =>
	/^[\0-\x7F]*$/.test(text) ? text : text.replace(hyphens, '-').replace(apostrophes, "'");
