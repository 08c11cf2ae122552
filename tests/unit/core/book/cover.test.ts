import { describe, expect, it } from 'vitest';
import { coverSize, coverSvg } from '../../../../src/lib/core/book/cover.ts';
import { readXml } from './fixture-book.ts';

const linesOf = (title: string) =>
	[
		...readXml(
			coverSvg({ publisher: 'P', title, tagline: '', extent: '1 article', language: 'en' })
		).querySelectorAll('[font-weight="600"][font-family=serif]')
	].map((line) => ({
		words: line.textContent,
		size: Number(line.getAttribute('font-size')),
		bottom: Number(line.getAttribute('y'))
	}));

describe('the title on a cover', () => {
	it('is large when it is short', () => {
		expect(linesOf('Offprint')).toEqual([{ words: 'Offprint', size: 190, bottom: 895 }]);
	});

	it.each([
		['long', 'A library of articles about every kind of server, queue and database that there is'],
		['one word', 'w'.repeat(90)],
		['Japanese', 'エンジニアリングの記事を集めた図書館とそのすべての部屋についての長い題名'],
		['endless', 'word and word '.repeat(100)]
	])('that is %s fits', (_, title) => {
		const lines = linesOf(title);
		expect(lines.length).toBeLessThanOrEqual(5);
		for (const { words, size, bottom } of lines) {
			const wide = /[\u3000-\u9fff]/.test(words) ? 1 : 0.56;
			expect(words.length * size * wide, words).toBeLessThanOrEqual(coverSize.width - 300);
			expect(bottom).toBeLessThan(1700);
		}
	});

	it('that is cut says so', () => {
		expect(linesOf('word and word '.repeat(100)).at(-1)!.words).toMatch(/…$/);
	});
});
