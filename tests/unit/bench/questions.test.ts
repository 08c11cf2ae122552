import { describe, expect, it } from 'vitest';
import type { LibraryArticle } from '../../../src/lib/content/library/library-article.ts';
import { pageSections, placeOf } from '../../bench/questions.ts';

const section = (id: string, words: string) => ({ id, heading: id, prose: words, code: '' });

describe('the sections of a page, as VitePress indexes them', () => {
	it('are named by their headings and stand below those before them that are higher', () => {
		const article = {
			title: 'Page',
			headings: [
				{ id: 'a', depth: 2, text: 'A' },
				{ id: 'b', depth: 3, text: 'B' },
				{ id: 'c', depth: 4, text: 'C' },
				{ id: 'd', depth: 3, text: 'D' },
				{ id: 'e', depth: 2, text: 'E' }
			],
			sections: [
				section('', 'opening'),
				...['a', 'b', 'c', 'd', 'e'].map((id) => section(id, `of ${id}`))
			]
		} as unknown as LibraryArticle;
		expect(
			pageSections(article).map(({ title, titles }) => [...titles, title].join(' > '))
		).toEqual(['Page', 'Page > A', 'Page > A > B', 'Page > A > B > C', 'Page > A > D', 'Page > E']);
		expect(pageSections(article)[2]!.text).toContain('of b');
	});
});

describe('the place of a question', () => {
	const question = { kind: 'title', query: 'q', answers: ['core-a', 'core-b'] } as const;

	it('is that of the first of its answers, whatever their folder', () => {
		expect(placeOf(question, () => ['core/core-x', 'core/core-b', 'core/core-a'])).toBe(2);
	});

	it('is beyond every other where none is found', () => {
		expect(placeOf(question, () => ['core/core-x'])).toBe(Infinity);
	});
});
