/** Letters that decompose into no accent and a letter. */
const single: Record<string, string> = {
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

/** Without the accents of Latin, Greek and Cyrillic letters: `é` is found as `e`. */
export const fold = (word: string) =>
	/^[a-z0-9]*$/.test(word)
		? word
		: word
				.normalize('NFD')
				// The breve of `й` makes another letter.
				.replace(/(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]/g, '')
				.normalize('NFC')
				.replace(/[ßæœøłđðþı]/g, (letter) => single[letter]!);
