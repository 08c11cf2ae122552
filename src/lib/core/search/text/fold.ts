/** Letters whose diacritic is not a combining mark, so that decomposing leaves them as they are. */
const letters: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
	// Alef wasla
	'\u0671': '\u0627',
	// Tatweel only stretches a word.
	'\u0640': ''
};
const foldedLetters = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/**
 * Marks that readers leave out: accents, Arabic and Hebrew vowel points, and in the scripts of India
 * the nukta and the signs of nasal vowels. Vowel signs and viramas are letters, and so are the voicing
 * marks of kana; `\p{Script=Inherited}` holds the marks that several scripts share.
 */
const inheritedMark = String.raw`(?![\u3099\u309A])(?=\p{M})\p{Script=Inherited}`;
const semiticMark = String.raw`(?=\p{M})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]`;
const cyrillicMark = String.raw`(?=\p{M})\p{Script=Cyrillic}`;
const indicMark = String.raw`[\u0900-\u0902\u093C\u0981\u0982\u09BC\u0A01\u0A02\u0A3C\u0A70\u0A81\u0A82\u0ABC\u0B01\u0B02\u0B3C\u0B82\u0C00-\u0C02\u0C3C\u0C80-\u0C82\u0CBC\u0D01\u0D02]`;
const optionalMarks = new RegExp(
	// The breve of `й` makes it a different letter.
	String.raw`(?<!и)\u0306|(?!\u0306)(?:${inheritedMark}|${semiticMark}|${cyrillicMark}|${indicMark})`,
	'gu'
);

/** Removes the marks of a lowercase word that are optional in its script: `é` becomes `e`. */
export const fold = (word: string) =>
	/^[a-z0-9.]*$/.test(word)
		? word
		: word
				.normalize('NFD')
				.replace(optionalMarks, '')
				.normalize('NFC')
				.replace(foldedLetters, (letter) => letters[letter]!);
