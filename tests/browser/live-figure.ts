import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';

const folder = join(inject('own').folder, '_app/immutable');

export const figureOn = (page: Page, name: string) => page.getByRole('figure', { name });

/** Scrolls to a figure and waits for its component, which replaces what was prerendered and responds to input. */
export const comeAlive = (page: Page, name: string) =>
	figureOn(page, name).evaluate((figure) => {
		const island: Element & { hasComponent?: boolean } = figure.closest('[data-island]')!;
		const mounted = new Promise<void>((mount) => {
			if (island.hasComponent) return mount();
			new MutationObserver((_, observer) => {
				observer.disconnect();
				island.hasComponent = true;
				mount();
			}).observe(island, { childList: true });
		});
		figure.scrollIntoView({ block: 'center', behavior: 'instant' });
		return mounted;
	});

/** Clicks a button of a component until it answers: until the component is mounted, a click does nothing. */
export const clickUntil = (button: Locator, answer: Locator) =>
	expect
		.poll(async () => {
			if (await button.count()) await button.click({ timeout: 1000 }).catch(() => {});
			return answer.count();
		})
		.toBe(1);

/** The code of each script of our site, by the file's name. */
const scripts = new Map<string, string>();

/** Whether the script at an address contains this text. */
export function isCodeWith(text: string, url: string): boolean {
	if (scripts.size === 0)
		for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
			if (path.endsWith('.js'))
				scripts.set(basename(path), readFileSync(join(folder, path), 'utf8'));
	return scripts.get(basename(url))?.includes(text) ?? false;
}

/** Whether a script that the page has loaded contains this text. */
export async function loadsCodeWith(page: Page, text: string): Promise<boolean> {
	const urls = await page.evaluate(() =>
		performance.getEntriesByType('resource').map(({ name }) => name)
	);
	return urls.some((url) => isCodeWith(text, url));
}
