import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export const figureOn = (page: Page, name: string) => page.getByRole('figure', { name });

/** Scrolls to a figure and waits for its code: it is prerendered, and responds to input after that. */
export async function comeAlive(page: Page, name: string) {
	await figureOn(page, name).scrollIntoViewIfNeeded();
	await expect.poll(() => loadsCodeWith(page, name)).toBe(true);
}

/** Whether a script that the page has loaded contains this text. */
export const loadsCodeWith = (page: Page, text: string) =>
	page.evaluate(async (wanted) => {
		// Each script is read once, although this is asked again and again.
		const seen = ((globalThis as { seen?: Map<string, string> }).seen ??= new Map());
		const urls = performance.getEntriesByType('resource').map(({ name }) => name);
		const scripts = urls.filter((url) => url.endsWith('.js'));
		for (const url of scripts) if (!seen.has(url)) seen.set(url, await (await fetch(url)).text());
		return scripts.some((url) => seen.get(url)!.includes(wanted));
	}, text);
