import { describe, expect, it } from 'vitest';
import { noCriteria } from '../../../../src/lib/core/filter/criteria.ts';
import { viewTitle } from '../../../../src/lib/core/filter/view-title.ts';

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
