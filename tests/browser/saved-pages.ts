import type { Page } from 'playwright-core';
import { fixtureArticle } from '../built/fixture-library.ts';

const article = fixtureArticle(0);

/** The article that tests save. */
export const { title } = article;
export const path = `/${article.category}/${article.slug}/`;

/** Paths of articles' pages, below the base path. */
export const articlePage = /^(?:backend|web|data)\/[^/]+\/$/;

/** Paths in the cache of saved articles, in order. */
export const keptPaths = (page: Page) =>
	page.evaluate(async () => {
		const name = (await caches.keys()).find((key) => key.endsWith('|saved'))!;
		return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
	});

export const keptPages = async (page: Page) =>
	(await keptPaths(page)).filter((name) => name.endsWith('/'));

export const saveButton = (page: Page) =>
	page.getByRole('button', { name: `Save for offline: ${title}` });
export const savedButton = (page: Page) =>
	page.getByRole('button', { name: `Saved on this device: ${title}` });
