/** Unusual input, for the tests of how it is handled and the benchmark of how fast. */

type Named = [what: string, input: string];

export const badQueries: Record<string, readonly Named[]> = {
	'queries of any length': [
		['a megabyte', 'word '.repeat(200_000)],
		['2,000 words', Array.from({ length: 2000 }, (_, i) => `w${i}`).join(' ')],
		['200 words of one letter', 'a b c d e f g h i j '.repeat(20)],
		['a word of 10,000 letters', 'x'.repeat(10_000)],
		['nothing', ''],
		['white space', ' \t  ']
	],
	'any characters': [
		['percent signs', '% %E0%A4 %00'],
		['a lone surrogate and an override', '\ud800 \u202Eabc 👩‍💻'],
		['a flood of marks', `e${'\u0301'.repeat(5000)}`],
		['letters and accents apart', 'le\u0301dger cafe\u0301 nai\u0308ve '.repeat(100)]
	],
	'markup and patterns': [
		['markup', '<img src=x onerror=alert(1)></script>&lt;script&gt;{@html 1}'],
		['a pattern', '(a+)+$ [ \\'],
		['a pattern’s food', `${'a'.repeat(5000)}! ${'[\\'.repeat(2000)}`]
	],
	'the language’s own names': [
		['as words', '__proto__ constructor toString'],
		['as an identifier', '__proto__.constructor.toString']
	]
};

export const badSearches: readonly string[] = [
	'?q=%',
	'?q=%E0%A4&q=%00',
	'?level=Expert&level=__proto__&category=constructor&tag=toString',
	'?time=NaN',
	'?time=1e309&time=0x10&time=20-10',
	'?sort=best&sort=__proto__',
	'?category=..%2f..%2fetc&tag=%3Cscript%3E',
	`?${Array.from({ length: 500 }, (_, i) => `tag=t${i}`).join('&')}`
];

/** Response bodies in place of the index. */
export const badIndexes: readonly Named[] = [
	['{}', '{}'],
	['null', 'null'],
	['HTML', '<!doctype html><title>Sign in</title>'],
	['cut off', '{"schema":"x","language":"en","index":{"documentCo']
];
