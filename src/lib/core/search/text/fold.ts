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
	ı: 'i'
};

/** Removes the accents of Latin, Greek and Cyrillic letters: `é` becomes `e`. */
export const fold = (word: string) =>
	/^[a-z0-9]*$/.test(word)
		? word
		: word
				.normalize('NFD')
				// The breve of `й` makes it a different letter.
				.replace(/(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]/g, '')
				.normalize('NFC')
				.replace(/[ßæœøłđðþı]/g, (letter) => letters[letter]!);
