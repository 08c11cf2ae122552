import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { forcedColors, violations } from './audit.ts';
import { tabTo } from './keyboard.ts';
import { rested } from './open-device.ts';
import { openSite, titles } from './open-site.ts';
import { until } from './until.ts';

const site = openSite(inject('fixture'));
const features = openSite(inject('features'));

/** A computed style of the first element that matches a selector. */
const style = (page: Page, selector: string, property: string, pseudo?: string) =>
	page
		.locator(selector)
		.first()
		.evaluate(
			(element, [name, of]) => getComputedStyle(element, of).getPropertyValue(name!),
			[property, pseudo]
		);

/** The color that the browser uses for a system color. */
const system = (page: Page, name: string) =>
	page.evaluate((color) => {
		const probe = document.createElement('i');
		probe.style.cssText = `forced-color-adjust: none; color: ${color}`;
		document.body.append(probe);
		const shown = getComputedStyle(probe).color;
		probe.remove();
		return shown;
	}, name);

/** The outline of the focused element, or of the label around it. */
const focusLine = (page: Page) =>
	page.evaluate(() => {
		const focused = document.activeElement!;
		const holders = [focused, focused.closest('label'), focused.closest('dialog')];
		const lines = holders.flatMap((element) => (element ? [getComputedStyle(element)] : []));
		const seen = lines.find(
			({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
		);
		return seen?.outlineColor ?? 'none';
	});

describe('in forced colors', () => {
	const options = { forcedColors: 'active', colorScheme: 'dark' } as const;

	async function focusIsSeen(page: Page, stops: number) {
		const paper = await system(page, 'Canvas');
		for (let n = 0; n < stops; n++) {
			await page.keyboard.press('Tab');
			expect(['none', paper]).not.toContain(await focusLine(page));
		}
	}

	it('a list shows focus, choices, disabled options, levels and matches', async () => {
		const page = await site.open('/?q=queue&level=Advanced', options);
		await rested(page);
		await page.locator('.passage mark').first().waitFor();
		await focusIsSeen(page, 20);
		for (const input of ['input[type=checkbox]', 'input[type=radio]'])
			expect(await style(page, `${input}:checked`, 'appearance')).toBe('auto');
		expect(await style(page, 'label:has(:disabled)', 'color')).toBe(await system(page, 'GrayText'));
		const text = await system(page, 'CanvasText');
		expect(await style(page, 'article rect', 'fill')).toBe(text);
		expect(await style(page, 'article mark', 'background-color')).toBe(await system(page, 'Mark'));
		expect(await style(page, '.passage mark', 'color')).toBe(await system(page, 'MarkText'));
		expect(await violations(page, forcedColors)).toEqual([]);
		await page.goto(site.url('/?level=Beginner'));
		await rested(page);
		expect(Number(await style(page, 'article rect:last-child', 'opacity'))).toBeLessThan(0.5);
	});

	it('the number of chosen filters and the sheet’s button have a border', async () => {
		const page = await site.open('/?level=Advanced', {
			...options,
			viewport: { width: 360, height: 800 }
		});
		await rested(page);
		const text = await system(page, 'CanvasText');
		await page.getByRole('button', { name: 'Filters' }).click();
		for (const part of ['.chosen', '.close-sheet']) {
			expect(await style(page, part, 'border-top-style')).toBe('solid');
			expect(await style(page, part, 'border-top-color')).toBe(text);
		}
		await focusIsSeen(page, 6);
		expect(await violations(page, forcedColors)).toEqual([]);
	});

	it('an article shows focus, progress, the current heading, marked lines and callouts', async () => {
		const page = await features.open('/web/features/', options);
		await rested(page);
		await focusIsSeen(page, 20);
		await page.locator('#figures').evaluate((heading) => heading.scrollIntoView());
		await page.locator('[aria-current=location]', { hasText: 'Figures' }).waitFor();
		const [paper, text] = [await system(page, 'Canvas'), await system(page, 'CanvasText')];
		expect(await style(page, '[aria-current]', 'text-decoration-line')).toBe('underline');
		expect(await style(page, '.reading-progress', 'background-color')).not.toBe(paper);
		expect(await style(page, '.code .line', 'background-color')).toBe(await system(page, 'Mark'));
		expect(await style(page, '.callout', 'border-top-color')).toBe(text);
		await page.locator('#figures').evaluate((heading) => (heading.dataset.changed = ''));
		expect(await style(page, '#figures', 'border-left-style')).toBe('solid');
		expect(await violations(page, forcedColors)).toEqual([]);
	});

	it('the search dialog shows the focus, and the article its matches', async () => {
		const page = await site.open('/backend/index-42/', options);
		await rested(page);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('HandleAsync42');
		const hit = page.getByRole('dialog').getByRole('list', { name: 'Articles' }).getByRole('link');
		await hit.first().waitFor();
		const paper = await system(page, 'Canvas');
		expect(['none', paper]).not.toContain(await focusLine(page));
		await page.keyboard.press('ArrowDown');
		expect(['none', paper]).not.toContain(await focusLine(page));
		await page.keyboard.press('Enter');
		await page.getByRole('group', { name: 'Search matches' }).waitFor();
		expect(await style(page, 'article p', 'background-color', '::highlight(match)')).toBe(
			await system(page, 'Mark')
		);
		expect(await violations(page, forcedColors)).toEqual([]);
	});
});

describe('with reduced motion', () => {
	const options = { reducedMotion: 'reduce' } as const;

	/** Counts view transitions and, in each frame, running animations. */
	const watch = (page: Page) =>
		page.evaluate(() => {
			const moved: string[] = [];
			Object.assign(window, { moved });
			const start = document.startViewTransition.bind(document);
			document.startViewTransition = ((update: () => Promise<void>) => {
				moved.push('view transition');
				return start(update);
			}) as never;
			const look = () => {
				for (const animation of document.getAnimations())
					if (animation.playState === 'running') moved.push(String(animation.effect));
				requestAnimationFrame(look);
			};
			look();
		});
	const moved = (page: Page) => page.evaluate(() => (window as never as { moved: string[] }).moved);

	/** Elements with a transition, an animation or smooth scrolling. */
	const slow = (page: Page) =>
		page.evaluate(() =>
			[...document.querySelectorAll('*')]
				.flatMap((element) =>
					[undefined, '::before', '::after', '::backdrop'].map((pseudo) =>
						getComputedStyle(element, pseudo)
					)
				)
				.filter(
					({ transitionDuration, animationDuration, scrollBehavior }) =>
						/[1-9]/.test(transitionDuration + animationDuration) || scrollBehavior === 'smooth'
				)
				.map(({ transitionDuration, scrollBehavior }) => transitionDuration + scrollBehavior)
		);

	it('nothing moves from list to article and back, in filters, dialogs and jumps', async () => {
		const page = await features.open('/', options);
		await rested(page);
		await watch(page);
		await page.getByRole('checkbox', { name: /^Intermediate/ }).check();
		const [first] = await titles(page);
		await tabTo(page, first!);
		expect(await slow(page)).toEqual([]);
		await page.getByRole('heading', { name: 'Long enough to scroll' }).getByRole('link').click();
		await page.getByRole('heading', { level: 1, name: 'Long enough' }).waitFor();
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		await page
			.getByRole('navigation', { name: 'On this page' })
			.getByRole('link', { name: 'Section Three' })
			.click();
		await until(page, () => scrollY > 0);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('features');
		expect(await slow(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await page.goBack();
		await page.goBack();
		await page.getByRole('searchbox').waitFor();
		expect(await moved(page)).toEqual([]);
	});
});
