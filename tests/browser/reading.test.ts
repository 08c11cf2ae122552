import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { openSite } from './open-site.ts';

const site = openSite(inject('features'));

/** Opens an article and waits for its enhancements. */
async function read(path = '/web/long/', options = {}): Promise<Page> {
	const page = await site.open(path, options);
	await page.locator('.reading-progress').waitFor({ state: 'attached' });
	return page;
}

const contents = (page: Page) => page.getByRole('navigation', { name: 'On this page' });
/** Stops the clock, until the test advances it. */
async function stopClock(page: Page) {
	await page.clock.install();
	await page.clock.pauseAt(Date.now() + 60_000);
}
const scrollTo = (page: Page, share: number) =>
	page.evaluate(
		(to) => window.scrollTo(0, to * (document.documentElement.scrollHeight - innerHeight)),
		share
	);

describe('“On this page”', () => {
	it('marks the current heading, and the last one at the end', async () => {
		// A window so high that the last heading never reaches the line.
		const page = await read('/web/long/', { viewport: { width: 1280, height: 1500 } });
		const current = contents(page).locator('[aria-current="location"]');
		expect(await current.count()).toBe(0);
		await page.locator('#section-two').evaluate((heading) => heading.scrollIntoView());
		await page.waitForFunction(() =>
			document.querySelector('[aria-current=location]')?.textContent!.includes('Two')
		);
		await scrollTo(page, 1);
		await page.waitForFunction(() =>
			document.querySelector('[aria-current=location]')?.textContent!.includes('Four')
		);
		expect(await current.count()).toBe(1);
	});

	it('follows a jump over many headings', async () => {
		const page = await read('/web/uneven/');
		const current = contents(page).locator('[aria-current="location"]');
		for (const section of [20, 3, 12]) {
			// Into the middle of the section, far from any heading.
			await page.evaluate((n) => {
				const top = (id: number) =>
					document.getElementById(`section-${id}`)!.getBoundingClientRect().top;
				scrollBy({ top: (top(n) + top(n + 1)) / 2, behavior: 'instant' });
			}, section);
			await expect.poll(() => current.allTextContents()).toEqual([`Section ${section}`]);
		}
	});
});

describe('progress', () => {
	it('starts with the reading time, ends at the end, and is not announced', async () => {
		const page = await read();
		const left = page.locator('.minutes-left');
		const minutes = await page
			.getByText(/^\d+ min$/)
			.first()
			.textContent();
		expect(await left.textContent()).toBe(`${minutes} left`);
		const scale = () =>
			page.locator('.reading-progress').evaluate((bar) => parseFloat(bar.style.scale));
		expect(await scale()).toBe(0);
		await scrollTo(page, 0.5);
		await page.waitForFunction(() => document.querySelector('.reading .minutes-left'));
		expect(await scale()).toBeGreaterThan(0.3);
		expect(await scale()).toBeLessThan(0.7);
		await scrollTo(page, 1);
		await page.waitForFunction(() => !document.querySelector('.minutes-left')!.textContent);
		expect(await scale()).toBe(1);
		for (const part of ['.minutes-left', '.reading-progress'])
			expect(await page.locator(part).getAttribute('aria-hidden')).toBe('true');
		expect(await page.getByRole('status').count()).toBe(0);
	});

	it('covers nothing at the end of the page', async () => {
		const page = await read('/web/long/', { viewport: { width: 360, height: 640 } });
		const button = page.locator('.contents-button');
		await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 3));
		await button.waitFor();
		await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
		await button.waitFor({ state: 'hidden' });
	});
});

describe('code', () => {
	it('is copied with a button, which announces that politely', async () => {
		const page = await read('/web/features/', {
			permissions: ['clipboard-read', 'clipboard-write']
		});
		await page.getByRole('button', { name: 'Copy code in csharp' }).click();
		await page.locator('[aria-live=polite]', { hasText: 'Code copied' }).waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
			/^\/\/ Copies nothing[^\n]*\npublic Task<List<Order>> HandleAsync\([^\n]*\);$/
		);
	});

	it('is selected if the clipboard is not available', async () => {
		const page = await read('/web/features/');
		await page.evaluate(() => {
			navigator.clipboard.writeText = () => Promise.reject(new Error('denied'));
		});
		await page.getByRole('button', { name: 'Copy code in csharp' }).click();
		await page.locator('[aria-live=polite]', { hasText: 'Code selected' }).waitFor();
		expect(await page.evaluate(() => String(getSelection()))).toContain('Copies nothing');
	});

	it('copied twice quickly, restores the button’s label after a while', async () => {
		const page = await read('/web/features/', {
			permissions: ['clipboard-read', 'clipboard-write']
		});
		const button = page.getByRole('button', { name: 'Copy code in csharp' });
		const label = () => button.getAttribute('data-label');
		await stopClock(page);
		for (let times = 0; times < 2; times++) {
			await button.click();
			await expect.poll(label).toBe('Copied');
			await page.clock.runFor(1000);
		}
		await page.clock.runFor(10_000);
		expect(await label()).toBe('Copy');
		expect(await page.locator('[aria-live=polite]', { hasText: 'Code copied' }).count()).toBe(0);
	});

	it('adds nothing to the article’s text', async () => {
		const bare = await site.open('/web/features/', { javaScriptEnabled: false });
		const page = await read('/web/features/');
		const text = (of: Page) => of.locator('#articleBody').evaluate((body) => body.textContent);
		expect(await text(page)).toBe(await text(bare));
	});
});

describe('a footnote', () => {
	it('opens beside its mark; Escape closes it and returns the focus', async () => {
		const page = await read();
		const mark = page.locator('#articleBody').getByRole('link', { name: '1', exact: true });
		await mark.focus();
		await page.keyboard.press('Enter');
		const note = page.getByRole('dialog', { name: 'Footnote 1' });
		expect(await note.textContent()).toContain('The first note, with code.');
		expect(await note.evaluate((node) => node.contains(document.activeElement))).toBe(true);
		expect(await mark.getAttribute('aria-expanded')).toBe('true');
		expect(new URL(page.url()).hash).toBe('');
		await page.keyboard.press('Escape');
		await note.waitFor({ state: 'hidden' });
		expect(await mark.evaluate((node) => node === document.activeElement)).toBe(true);
		expect(await mark.getAttribute('aria-expanded')).toBe('false');
	});

	it('is closed by a second click on its mark and by its button, and stays in the window', async () => {
		const page = await read('/web/long/', { viewport: { width: 320, height: 640 } });
		const note = page.getByRole('dialog');
		const mark = page.getByRole('link', { name: '2', exact: true });
		await mark.click();
		const box = (await note.boundingBox())!;
		expect(box.x).toBeGreaterThanOrEqual(0);
		expect(box.x + box.width).toBeLessThanOrEqual(320);
		expect(box.y + box.height).toBeLessThanOrEqual(640);
		await mark.click();
		await note.waitFor({ state: 'hidden' });
		await mark.click();
		await note.getByRole('button', { name: 'Close' }).click();
		await note.waitFor({ state: 'hidden' });
	});
});

describe('an open footnote', () => {
	it('stays in the window when that is narrowed', async () => {
		const page = await read('/web/long/');
		const note = page.getByRole('dialog');
		const mark = page.getByRole('link', { name: '2', exact: true });
		await mark.click();
		await note.waitFor();
		await page.setViewportSize({ width: 360, height: 640 });
		await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
		const [under, over] = [(await note.boundingBox())!, (await mark.boundingBox())!];
		expect(
			Math.min(Math.abs(under.y - over.y - over.height), Math.abs(over.y - under.y - under.height))
		).toBeLessThan(40);
	});
});

describe('a diagram', () => {
	it('can be enlarged, and returns the focus when it is closed', async () => {
		const page = await read('/web/features/');
		const button = page.getByRole('button', { name: 'Enlarge: An order is committed' });
		const small = (await page.locator('figure.diagram svg').boundingBox())!;
		await button.focus();
		await page.keyboard.press('Enter');
		const dialog = page.getByRole('dialog', { name: /An order is committed/ });
		const large = (await dialog.getByRole('img').boundingBox())!;
		expect(large.width * large.height).toBeGreaterThan(2 * small.width * small.height);
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'hidden' });
		expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
	});

	it('is scrolled to its middle in a narrow window, and not scaled down', async () => {
		const page = await read('/web/features/', { viewport: { width: 200, height: 640 } });
		const drawn = Number(await page.locator('figure.diagram svg').getAttribute('width'));
		await page.getByRole('button', { name: /^Enlarge: An order/ }).focus();
		await page.keyboard.press('Enter');
		const box = (await page.getByRole('dialog').getByRole('img').boundingBox())!;
		expect(box.width).toBeGreaterThanOrEqual(Math.floor(Math.min(drawn, 300)));
		expect(box.x + box.width / 2).toBeGreaterThan(90);
		expect(box.x + box.width / 2).toBeLessThan(110);
	});

	it('cannot be enlarged if it is a tiny image', async () => {
		const page = await read('/web/features/');
		expect(await page.getByRole('button', { name: /Enlarge: A picture/ }).count()).toBe(0);
	});
});

describe('an article’s end', () => {
	it('copies the link', async () => {
		const page = await read('/web/long/', { permissions: ['clipboard-read', 'clipboard-write'] });
		const button = page.locator('.end .share');
		await stopClock(page);
		await page.locator('.end').getByRole('button', { name: 'Copy link' }).click();
		await page.getByRole('button', { name: 'Link copied' }).click();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
		await page.clock.runFor(10_000);
		expect(await button.getAttribute('aria-label')).toBe('Copy link');
	});
});

describe('nothing moves', () => {
	it.each(
		[320, 768, 1280].flatMap((width) => [
			[width, '/web/features/'] as const,
			// The end of this article is visible from the start.
			[width, '/web/ledger-2/'] as const
		])
	)('when the deferred parts are mounted, at %i px, on %s', async (width, path) => {
		const page = await read(path, { viewport: { width, height: 1000 } });
		await page.getByRole('button', { name: 'Mark as read' }).waitFor();
		const shift = await page.evaluate(
			() =>
				new Promise<number>((done) => {
					let sum = 0;
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries())
							sum += (entry as PerformanceEntry & { value: number }).value;
					}).observe({ type: 'layout-shift', buffered: true });
					setTimeout(() => done(sum), 200);
				})
		);
		expect(shift).toBe(0);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	});
});

describe('after navigation', () => {
	it('the next article has its own enhancements, and the previous ones are gone', async () => {
		const page = await read();
		await page.locator('nav[aria-label="More articles"]').getByRole('link').first().click();
		await page.waitForFunction(() => !document.querySelector('h1')!.textContent!.includes('Long'));
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		expect(await page.locator('.reading-progress').count()).toBe(1);
		expect(await page.locator('.minutes-left').count()).toBe(1);
	});
});

describe('on paper', () => {
	it('an article has its text, code and links’ URLs, and no controls', async () => {
		const page = await read('/web/features/', { colorScheme: 'dark' });
		await page.emulateMedia({ media: 'print' });
		const style = (selector: string, property: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);
		expect(await style('body', 'color')).toBe('rgb(0, 0, 0)');
		expect(await style('.code pre code', 'white-space-collapse')).toBe('preserve');
		for (const box of await page.locator('pre, .table').all())
			expect(await box.evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
		for (const chrome of [
			'.app > header',
			'.app > footer',
			'nav',
			'.reading-progress',
			'.copy-code',
			'.enlarge',
			'.share'
		])
			for (const part of await page.locator(chrome).all())
				expect(await part.isVisible()).toBe(false);
	});

	it('each URL has one note, and a link that shows its URL has none', async () => {
		const page = await read();
		const notes = page.locator('.link-notes li');
		expect(await notes.first().isVisible()).toBe(false);
		await page.emulateMedia({ media: 'print' });
		expect(await notes.allTextContents()).toEqual(['https://example.org/a']);
		expect(await notes.first().isVisible()).toBe(true);
		expect(
			await page
				.getByRole('link', { name: /same/ })
				.evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content))
		).toEqual(['"\u2009[1]"', '"\u2009[1]"']);
	});
});

describe('the theme', () => {
	const paper = (page: Page) =>
		page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	const [light, dark] = ['rgb(251, 250, 246)', 'rgb(23, 22, 20)'];

	it('is the system’s until one is chosen, which then applies to every page', async () => {
		const page = await site.open('/web/long/', { colorScheme: 'light' });
		const choice = page.getByRole('combobox', { name: 'Theme' });
		expect(await paper(page)).toBe(light);
		await choice.selectOption('Dark');
		expect(await paper(page)).toBe(dark);
		await page.goto(site.url('/'));
		await choice.waitFor();
		expect([await paper(page), await choice.inputValue()]).toEqual([dark, 'dark']);
		await choice.selectOption('System');
		expect(await paper(page)).toBe(light);
	});

	it('is set before the first paint, under the page’s security policy', async () => {
		const page = await site.open('/web/long/', { colorScheme: 'light' });
		await page.evaluate(() => localStorage.setItem('theme', 'dark'));
		// Only the document is loaded: the script that sets the theme is inline.
		await page.route(/\.js$/, (route) => route.abort());
		site.expectErrors(/ERR_FAILED|dynamically imported/);
		await page.goto(site.url('/web/long/'));
		expect(await paper(page)).toBe(dark);
		expect(
			await page
				.locator('meta[name="theme-color"]')
				.evaluateAll((metas) => metas.map((meta) => (meta as HTMLMetaElement).content))
		).toEqual(['#171614', '#171614']);
	});

	it.each(['light', 'dark'] as const)('%s from the system needs no script', async (colorScheme) => {
		const page = await site.open('/', { colorScheme, javaScriptEnabled: false });
		expect(await paper(page)).toBe({ light, dark }[colorScheme]);
	});

	it('can be chosen even if the browser never reports idle', async () => {
		const page = await site.open('/tags/');
		await page.addInitScript(() => {
			window.requestIdleCallback = (work, { timeout } = {}) =>
				timeout ? window.setTimeout(work, timeout) : 0;
		});
		await page.goto(site.url('/web/long/'));
		await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
		expect(await paper(page)).toBe(dark);
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
	});
});

describe('from a card to the article and back', () => {
	const record = (page: Page) =>
		page.evaluate(() => {
			const seen: string[] = [];
			Object.assign(window, { seen });
			const start = document.startViewTransition.bind(document);
			document.startViewTransition = ((update: () => Promise<void>) => {
				const transition = start(update);
				void transition.ready.then(
					() => {
						const running = document.getAnimations();
						const named = running.some((one) =>
							(one.effect as KeyframeEffect).pseudoElement?.includes('article-title')
						);
						const longest = Math.max(
							...running.map((one) => Number(one.effect!.getComputedTiming().endTime))
						);
						seen.push(named && longest < 200 ? `title within ${longest} ms` : `${longest} ms`);
					},
					() => seen.push('skipped')
				);
				return transition;
			}) as never;
		});
	const seen = (page: Page) => page.evaluate(() => (window as never as { seen: string[] }).seen);

	it('the title moves, briefly', async () => {
		const page = await site.open('/');
		await page.getByRole('combobox', { name: 'Theme' }).waitFor();
		await record(page);
		// A busy machine may skip the transition, so this repeats until one was seen.
		for (let times = 1; times <= 5; times++) {
			await page.getByRole('heading', { name: 'Long enough to scroll' }).getByRole('link').click();
			await page.getByRole('heading', { level: 1, name: 'Long enough' }).waitFor();
			await page.goBack();
			await page.getByRole('searchbox').waitFor();
			await page.waitForTimeout(400);
			if (!(await seen(page)).slice(-2).includes('skipped')) break;
		}
		const transitions = await seen(page);
		expect(transitions.slice(-2)).toEqual(['title within 160 ms', 'title within 160 ms']);
		await page.waitForFunction(() => !document.querySelector('[style*=view-transition]'));
	});

	it('nothing moves with reduced motion', async () => {
		const page = await site.open('/', { reducedMotion: 'reduce' });
		await page.getByRole('combobox', { name: 'Theme' }).waitFor();
		await record(page);
		await page.getByRole('heading', { name: 'Long enough to scroll' }).getByRole('link').click();
		await page.getByRole('heading', { level: 1, name: 'Long enough' }).waitFor();
		expect(await seen(page)).toEqual([]);
	});

	it.each([
		['Back', '/', 'Fixture', (page: Page) => page.goBack()],
		['a link', '/tags/', 'Tags', (page: Page) => page.getByRole('link', { name: 'Tags' }).click()]
	])('%s, used while the old page is being captured, still works', async (...way) => {
		const [, path, heading, go] = way;
		const page = await site.open('/');
		await page.getByRole('combobox', { name: 'Theme' }).waitFor();
		// A slow capture, without the page's own timeout.
		await page.evaluate(() => {
			const start = document.startViewTransition.bind(document);
			const drawn = new Promise<void>((draw) => Object.assign(window, { draw }));
			document.startViewTransition = ((update: () => Promise<void>) =>
				start(() => drawn.then(update))) as never;
			const wait = window.setTimeout.bind(window);
			window.setTimeout = ((work: () => void, time?: number) =>
				time === 100 ? 0 : wait(work, time)) as never;
		});
		await page.getByRole('heading', { name: 'Long enough to scroll' }).getByRole('link').click();
		await page.waitForURL(site.url('/web/long/'));
		await go(page);
		await page.waitForURL(site.url(path));
		await page.evaluate(() => (window as never as { draw: () => void }).draw());
		await page.getByRole('heading', { level: 1, name: heading }).waitFor();
		await page.waitForTimeout(300);
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
		await page.getByRole('link', { name: 'Saved' }).click();
		await page.getByRole('heading', { level: 1, name: 'Saved' }).waitFor();
	});
});
