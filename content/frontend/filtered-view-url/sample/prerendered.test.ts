import { beforeEach, describe, expect, it } from 'vitest';
import { levels, type ArticleCard } from '../../../../src/lib/core/article/article.ts';
import { encodeCriteria, noCriteria } from '../../../../src/lib/core/filter/criteria.ts';
import { listPage, pageEntries, pageSize } from '../../../../src/lib/core/filter/list-page.ts';
import { scopePath, type Scope } from '../../../../src/lib/core/filter/scope.ts';
import template from '../../../../src/app.html?raw';

import browsePage from '../../../../src/lib/features/browse/BrowsePage.svelte?raw';

const [, inlineScript] = /<script>([\s\S]*?)<\/script>/.exec(template)!;

const cards = Array.from(
	{ length: 150 },
	(_, index) =>
		({
			category: index % 3 ? 'backend' : 'frontend',
			slug: `article-${index}`,
			title: `Article ${index}`,
			level: levels[index % 3],
			minutes: index % 30,
			published: '2026-11-01',
			tags: index % 2 ? ['nats'] : []
		}) as unknown as ArticleCard
);

describe('without JavaScript', () => {
	it('every article of a list is on one of its prerendered pages', () => {
		for (const scope of [{}, { category: 'backend' }, { tag: 'nats' }] as Scope[]) {
			const pages = pageEntries(cards, scope).map((page) => listPage(cards, scope, page));
			const shown = pages.flatMap((page) => page.cards.map(({ slug }) => slug));
			expect(new Set(shown).size).toBe(pages[0]!.total);
			expect(Math.max(...pages.map((page) => page.cards.length))).toBeLessThanOrEqual(pageSize);
		}
	});

	it('a category and a level have pages of their own, by path', () => {
		expect(scopePath({ category: 'backend', level: 'Advanced' })).toBe('/backend/level/advanced/');
		const { cards: shown } = listPage(cards, { category: 'backend', level: 'Advanced' }, '');
		expect(shown.length).toBeGreaterThan(0);
		expect(shown.every(({ category, level }) => category === 'backend' && level === 'Advanced')).toBe(
			true
		);
	});
});

describe('before the first paint', () => {
	beforeEach(() => delete document.documentElement.dataset.narrowing);

	/** Runs the script of the page's head at an address. */
	function openAt(address: string) {
		history.pushState({}, '', address);
		new Function(inlineScript!)();
		return 'narrowing' in document.documentElement.dataset;
	}

	it('an address that narrows the list keeps the prerendered one from flashing', () => {
		expect(openAt(`/?${encodeCriteria({ ...noCriteria, levels: ['Advanced'] })}`)).toBe(true);
		expect(openAt('/?utm_source=mail&q=x')).toBe(true);
	});

	it('a list that is hidden appears after five seconds without scripts', () => {
		const [, rule] = /:global\(\[data-narrowing\]\) \.rest \{([^}]*)\}/.exec(browsePage)!;
		expect(rule).toContain('visibility: hidden;');
		expect(rule).toContain('animation: reveal 0s 5s forwards;');
		expect(browsePage).toMatch(/@keyframes -global-reveal \{\s*to \{\s*visibility: visible;/);
	});

	it('an address without filters shows the prerendered list', () => {
		expect(openAt('/')).toBe(false);
		expect(openAt('/?utm_source=mail')).toBe(false);
	});
});
