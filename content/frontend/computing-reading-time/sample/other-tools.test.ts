import { readFileSync } from 'node:fs';
import readingTime from 'reading-time';
import { describe, expect, it } from 'vitest';
import { writeResults } from '../../../_samples/results.ts';
import {
	readingMinutes,
	type ReadingMaterial
} from '../../../../src/lib/core/article/reading-time.ts';
import { chinese, words } from './texts.ts';
import library from './results/library.json';

const code = readFileSync(
	new URL('../../../../src/lib/core/article/reading-time.ts', import.meta.url),
	'utf8'
);

/** Texts of one kind each. */
const texts: Record<string, ReadingMaterial> = {
	prose: { prose: words(2380), code: '', figures: 0 },
	chinese: { prose: chinese, code: '', figures: 0 },
	code: { prose: words(238), code: code.repeat(4), figures: 0 },
	figures: { prose: words(238), code: '', figures: 20 }
};

const ours = (material: ReadingMaterial) => readingMinutes(material);

/** The package `reading-time`, as Docusaurus used it before 3.8: 200 words a minute, rounded up. */
const byPackage = ({ prose, code }: ReadingMaterial) =>
	Math.ceil(readingTime(`${prose}\n${code}`).minutes);

/** The words that the language's own rules find, as Docusaurus counts them from 3.8 on. */
const bySegmenter = ({ prose, code }: ReadingMaterial, locale: string) => {
	const segments = new Intl.Segmenter(locale, { granularity: 'word' }).segment(`${prose}\n${code}`);
	const count = [...segments].filter(({ isWordLike }) => isWordLike).length;
	return Math.ceil(count / 200);
};

/** Hugo's `.ReadingTime` where `hasCJKLanguage` is off, as it is by default. */
const byHugo = ({ prose, code }: ReadingMaterial) =>
	Math.floor((`${prose}\n${code}`.split(/\s+/).filter(Boolean).length + 212) / 213);

const minutes = Object.fromEntries(
	Object.entries(texts).map(([name, material]) => [
		name,
		{
			ours: ours(material),
			package: byPackage(material),
			segmenter: bySegmenter(material, name === 'chinese' ? 'zh' : 'en'),
			hugo: byHugo(material)
		}
	])
);
writeResults('tools.json', {
	...minutes,
	counts: { codeLines: code.split('\n').filter((line) => line.trim()).length * 4 }
});

describe('four tools', () => {
	it('take the same page of Chinese for 1, 3, 4 or 8 minutes', () => {
		expect(minutes.chinese).toEqual({ ours: 3, package: 8, segmenter: 4, hugo: 1 });
	});

	it('differ in English prose by their rates alone', () => {
		expect(minutes.prose).toEqual({ ours: 10, package: 12, segmenter: 12, hugo: 12 });
	});

	it('see no figures, except ours', () => {
		expect(minutes.figures).toEqual({ ours: 5, package: 2, segmenter: 2, hugo: 2 });
	});

	it('read code like prose, except ours', () => {
		const { ours: byLine, ...byWord } = minutes.code!;
		for (const others of Object.values(byWord)) expect(byLine).toBeGreaterThan(others);
	});
});

describe('the articles of this library', () => {
	const times = Object.values(library.times);

	it('have the minutes that their counts give', () => {
		expect(times).toHaveLength(library.articles);
		for (const { words: w, cjkCharacters, codeLines, figures, minutes: shown } of times)
			expect(Math.max(1, Math.round(w / 238 + cjkCharacters / 500 + codeLines / 30 + figures / 5))).toBe(
				shown
			);
	});

	it('get nearly the same minutes from all tools', () => {
		for (const ratio of Object.values(library.ratios)) {
			expect(ratio).toBeGreaterThan(0.85);
			expect(ratio).toBeLessThan(1.15);
		}
	});

	it('change their minutes when a section goes, more often than not', () => {
		const share = library.noticedRemovals / library.sections;
		expect(times.reduce((sum, { sections }) => sum + sections, 0)).toBe(library.sections);
		expect(share).toBeGreaterThan(0.5);
	});
});
