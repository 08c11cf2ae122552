import fc from 'fast-check';

const surrogates = { first: 0xd800, count: 0x800 };

/**
 * Any character but half a surrogate pair: what fast-check generates for the unit `binary`, which needs a
 * table of them all, 100 MB and most of a second in each process.
 */
export const anyCharacter = fc.nat({ max: 0x10ffff - surrogates.count }).map(
	(n) => String.fromCodePoint(n < surrogates.first ? n : n + surrogates.count),
	(text) => {
		const [character, ...others] = [...(text as string)];
		const code = character?.codePointAt(0);
		if (code === undefined || others.length) throw new Error('is not one character');
		return code < surrogates.first ? code : code - surrogates.count;
	}
);
