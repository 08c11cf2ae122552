import readingTime from 'reading-time';
import { openLibrary } from '../../src/lib/content/library/library.ts';
import type { LibraryArticle } from '../../src/lib/content/library/library-article.ts';
import {
	countMaterial,
	readingMinutes,
	type ReadingCounts,
	type ReadingMaterial
} from '../../src/lib/core/article/reading-time.ts';
import { writeArticleResult } from './article-result.ts';
import { median, type Measure } from './measures.ts';

/** What is written for each article of the library. */
interface ArticleTime extends ReadingCounts {
	slug: string;
	minutes: number;
	/** The package `reading-time`, as Docusaurus used it before 3.8: rounded up. */
	readingTime: number;
	/** 200 words a minute by `Intl.Segmenter`, as Docusaurus counts from 3.8 on. */
	segmenter: number;
	/** Hugo's `.ReadingTime`: (words + 212) / 213 in whole minutes. */
	hugo: number;
	sections: number;
	/** How many of its sections change the minutes if they are removed. */
	noticedRemovals: number;
}

/**
 * Compares our reading times with those of other tools, and counts how often an edit changes them: the
 * numbers of the article on reading time.
 */
export async function measureReadingTimes(content: string): Promise<Measure[]> {
	const { articles } = await openLibrary({ content, base: '', checkOnly: true });
	const times = articles.map(timeArticle);
	const sum = (value: (time: ArticleTime) => number) =>
		times.reduce((total, time) => total + value(time), 0);
	const ratio = (other: 'readingTime' | 'segmenter' | 'hugo') =>
		Number(median(times.map((time) => time[other] / time.minutes)).toFixed(2));
	const [sections, noticed] = [sum((time) => time.sections), sum((time) => time.noticedRemovals)];
	writeArticleResult(`${content}/frontend/computing-reading-time`, 'library.json', {
		articles: times.length,
		words: sum(({ words }) => words),
		codeLines: sum(({ codeLines }) => codeLines),
		figures: sum(({ figures }) => figures),
		/** Their minutes by ours, medians over the articles. */
		ratios: {
			readingTime: ratio('readingTime'),
			segmenter: ratio('segmenter'),
			hugo: ratio('hugo')
		},
		sections,
		noticedRemovals: noticed,
		noticedPercent: Math.round((100 * noticed) / sections),
		times: Object.fromEntries(times.map((time) => [time.slug, time]))
	});
	return [
		{
			name: 'Sections whose removal changes the reading time',
			value: noticed / sections,
			unit: 'share',
			note: `${noticed} of ${sections} sections of ${times.length} articles`
		}
	];
}

function timeArticle({ slug, sections, html, minutes }: LibraryArticle): ArticleTime {
	const figures = html.match(/<img\b|<figure class="(?:diagram|chart)"/g)?.length ?? 0;
	const material = materialOf(sections, figures);
	if (readingMinutes(material) !== minutes)
		throw new Error(`${slug}: ${readingMinutes(material)} minutes were counted, not ${minutes}`);
	const { prose, code } = material;
	const all = `${prose}\n${code}`;
	const named = sections.filter(({ heading }) => heading);
	return {
		slug,
		...countMaterial(material),
		minutes,
		readingTime: Math.ceil(readingTime(all).minutes),
		segmenter: Math.ceil(wordLike(all) / 200),
		hugo: Math.floor((all.split(/\s+/).filter(Boolean).length + 212) / 213),
		sections: named.length,
		noticedRemovals: named.filter(
			(removed) =>
				readingMinutes(
					materialOf(
						sections.filter((section) => section !== removed),
						figures
					)
				) !== minutes
		).length
	};
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const wordLike = (text: string) =>
	[...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).length;

const materialOf = (sections: LibraryArticle['sections'], figures: number): ReadingMaterial => ({
	prose: sections.map(({ heading, prose }) => `${heading}\n${prose}`).join('\n'),
	code: sections.map(({ code }) => code).join('\n'),
	figures
});
