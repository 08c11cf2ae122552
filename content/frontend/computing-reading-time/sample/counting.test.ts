import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	countMaterial,
	countWords,
	readingMinutes,
	readingTimeMinutes,
	type ReadingMaterial
} from '../../../../src/lib/core/article/reading-time.ts';
import { writeResults } from '../../../_samples/results.ts';
import { chinese, words } from './texts.ts';

/** The function that counts, which is also the listing that it is tried on. */
const listing = readFileSync(
	new URL('../../../../src/lib/core/article/reading-time.ts', import.meta.url),
	'utf8'
);

const time = (prose: string, code = '', figures = 0) => readingTimeMinutes({ prose, code, figures });

describe('words', () => {
	it('are what stands between spaces and has a letter or a digit', () => {
		expect(countWords('One, two — `List<T>` 42 … & don’t').words).toBe(5);
		expect(countWords('- * | --- | => ✓ …').words).toBe(0);
		expect(countWords('one\ttwo\u00a0three\u3000four\r\nfive').words).toBe(5);
	});

	it('of English take a minute for 238', () => {
		expect(time(words(238))).toBe(1);
	});

	it('in a ten-minute article take most adults 8 to 14 minutes', () => {
		const tenMinutes = words(2380);
		const at = (rate: number) => countWords(tenMinutes).words / rate;
		expect(Math.round(at(300))).toBe(8);
		expect(Math.round(at(175))).toBe(14);
	});
});

describe('Chinese, Japanese and Korean', () => {
	it('have almost no words if text is split at spaces', () => {
		expect(chinese.split(/\s+/)).toHaveLength(4);
		expect(countWords(chinese)).toEqual({ words: 0, cjkCharacters: 1512 });
	});

	it('are counted by character, beside words that are counted as words', () => {
		expect(countWords('これは「5つの」サーバー。 It has RAM')).toEqual({
			words: 4,
			cjkCharacters: 9
		});
	});

	it('are Han, kana, Hangul and Bopomofo', () => {
		expect(countWords('字 か カ 한 ㄅ ㇰ')).toEqual({ words: 0, cjkCharacters: 6 });
	});

	it('separate the words on both sides of them', () => {
		expect(countWords('ReactとVue')).toEqual({ words: 2, cjkCharacters: 1 });
	});

	it('count the long-vowel mark, which belongs to two scripts', () => {
		expect(countWords('サーバー').cjkCharacters).toBe(4);
		expect('サーバー'.match(/\p{Script=Katakana}/gu)).toHaveLength(2);
	});

	it('count a Korean syllable once, however it is encoded', () => {
		const decomposed = '한국어'.normalize('NFD');
		expect(decomposed).toHaveLength(8);
		expect(countWords(decomposed).cjkCharacters).toBe(3);
	});
});

describe('code', () => {
	it('costs nothing for blank lines', () => {
		expect(countMaterial({ prose: '', code: 'a\n\n   \n\tb\n', figures: 0 }).codeLines).toBe(2);
	});

	it('counts by its lines, so symbols and indentation do not matter', () => {
		const dense = 'for(;;){if(a<b){f(x)}}\n'.repeat(30);
		const loose = '    end\n'.repeat(30);
		expect(time('', dense)).toBe(1);
		expect(time('', loose)).toBe(1);
	});

	it('takes longer than its words would', () => {
		const asCodeSeconds = Math.round(60 * time('', listing));
		const asProseSeconds = Math.round(60 * time(listing));
		writeResults('function.json', {
			lines: countMaterial({ prose: '', code: listing, figures: 0 }).codeLines,
			asCodeSeconds,
			asProseSeconds
		});
		expect(asCodeSeconds).toBeGreaterThan(1.3 * asProseSeconds);
	});
});

const text = fc.array(fc.constantFrom('word', '字', 'é', '42', '—', 'サー'), { maxLength: 40 });
const paragraph = text.map((runs) => runs.join(' '));
const material = fc.record({
	prose: paragraph,
	code: paragraph,
	figures: fc.nat({ max: 9 })
});

const joined = (first: ReadingMaterial, second: ReadingMaterial): ReadingMaterial => ({
	prose: `${first.prose}\n\n${second.prose}`,
	code: `${first.code}\n${second.code}`,
	figures: first.figures + second.figures
});

describe('minutes', () => {
	it('are at least one', () => {
		expect(readingMinutes({ prose: '', code: '', figures: 0 })).toBe(1);
	});

	it('are rounded, not rounded up', () => {
		expect(readingMinutes({ prose: words(10 * 238 + 118), code: '', figures: 0 })).toBe(10);
		expect(readingMinutes({ prose: words(10 * 238 + 119), code: '', figures: 0 })).toBe(11);
	});

	it('never fall when something is added', () => {
		fc.assert(
			fc.property(material, material, (first, added) => {
				const both = readingTimeMinutes(joined(first, added));
				expect(both).toBeGreaterThanOrEqual(readingTimeMinutes(first));
			})
		);
	});

	it('of two parts add up, in either order', () => {
		fc.assert(
			fc.property(material, material, (first, second) => {
				const sum = readingTimeMinutes(first) + readingTimeMinutes(second);
				expect(readingTimeMinutes(joined(first, second))).toBeCloseTo(sum, 10);
				expect(readingTimeMinutes(joined(second, first))).toBeCloseTo(sum, 10);
			})
		);
	});

	it('do not depend on how a text is encoded', () => {
		fc.assert(
			fc.property(fc.constantFrom('é', '한국어', 'サーバー', 'ﬁ', 'Å'), (sample) => {
				expect(countWords(sample.normalize('NFD'))).toEqual(countWords(sample.normalize('NFC')));
			})
		);
	});
});
