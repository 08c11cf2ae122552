import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { fixtureArticle } from '../built/fixture-library.ts';

/** Path and title of the n-th article. */
export const article = (n: number) => {
	const { category, slug, title } = fixtureArticle(n);
	return { path: `/${category}/${slug}/`, title };
};
/** The article that tests read, and one that they do not. */
export const read = article(0);
export const unread = article(1);

/** Opens an article and waits until it is cached. */
export async function readArticle(page: Page, { title }: { title: string }, url: string) {
	await page.goto(url);
	await page.getByRole('heading', { level: 1, name: title }).waitFor();
	const isKept = () =>
		page.evaluate(async () => {
			for (const name of await caches.keys())
				if (name.endsWith('|visited') && (await (await caches.open(name)).match(location.href)))
					return true;
			return false;
		});
	await expect.poll(isKept).toBe(true);
}
