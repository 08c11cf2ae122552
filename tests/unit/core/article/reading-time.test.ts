import { describe, expect, it } from 'vitest';
import { countWords, readingMinutes } from '../../../../src/lib/core/article/reading-time.ts';

const words = (count: number) => 'word '.repeat(count);
const lines = (count: number) => 'code\n\n'.repeat(count);

describe('reading time', () => {
	it.each([
		['an empty text takes a minute', '', '', 0, 1],
		['238 words a minute', words(238 * 10), '', 0, 10],
		['half a minute rounds up', words(238 * 10 + 119), '', 0, 11],
		['less rounds down', words(238 * 10 + 118), '', 0, 10],
		['30 non-blank lines of code a minute', '', lines(90), 0, 3],
		['5 figures a minute', '', '', 10, 2],
		['all of them added', words(238), lines(30), 5, 3],
		['500 Chinese characters a minute', '字'.repeat(1500), '', 0, 3],
		['Japanese and words side by side', `${'か'.repeat(500)} ${words(238)}`, '', 0, 2],
		['Korean counted by character', '한'.repeat(1000), '', 0, 2],
		['decomposed Korean', '한'.repeat(1000).normalize('NFD'), '', 0, 2],
		['katakana with long vowels', 'サーバー'.repeat(250), '', 0, 2]
	])('%s', (_what, prose, code, figures, minutes) => {
		expect(readingMinutes({ prose, code, figures })).toBe(minutes);
	});

	it('counts runs with a letter or a digit as words', () => {
		expect(countWords('One, two — `List<T>` 42 … & don’t').words).toBe(5);
		expect(countWords('これは「5つの」サーバー。')).toEqual({ words: 1, cjkCharacters: 9 });
	});
});
