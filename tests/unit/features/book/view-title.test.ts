import { describe, expect, it } from 'vitest';
import { noCriteria } from '../../../../src/lib/core/filter/criteria.ts';
import { bookFileName, viewTitle } from '../../../../src/lib/features/book/view-title.ts';

const categories = [{ slug: 'backend', title: 'Backend', tagline: '', order: 1 }];

describe('the title of a view', () => {
	it('says what selects its articles', () => {
		const criteria = {
			...noCriteria,
			q: 'outbox',
			categories: ['backend'],
			levels: ['Advanced' as const],
			time: { max: 10 },
			tags: ['c#']
		};
		expect(viewTitle({ criteria, onlySaved: true, categories })).toBe(
			'Saved articles, “outbox”, Backend, Advanced, Up to 10 min, c#'
		);
		expect(viewTitle({ criteria: noCriteria, onlySaved: false, categories })).toBe('');
	});
});

describe('the file name of a book', () => {
	it.each([
		['Offprint: “outbox”, C#', 'offprint-outbox-c.epub'],
		['図書館: Advanced', '図書館-advanced.epub'],
		['…', 'articles.epub']
	])('of %s is %s', (title, name) => {
		expect(bookFileName(title)).toBe(name);
	});
});
