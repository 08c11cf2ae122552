import type { Page } from 'playwright-core';

export const search = (page: Page, text: string) =>
	page.getByRole('searchbox', { name: 'Search articles' }).pressSequentially(text);
export const cards = (page: Page) =>
	page.getByRole('list', { name: 'Articles' }).getByRole('article');
export const card = (page: Page, title: string) =>
	cards(page).filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** The articles whose sections the page requests, in order. */
export function watchSections(page: Page) {
	const asked: string[] = [];
	page.on('request', (request) => {
		const [, article] = /\/x\/y\/([^/]+\/[^/]+)\.json$/.exec(new URL(request.url()).pathname) ?? [];
		if (article && !article.startsWith('_app')) asked.push(article);
	});
	return asked;
}
