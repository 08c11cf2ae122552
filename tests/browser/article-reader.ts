import type { Page } from 'playwright-core';
import type { OpenSite } from './open-site.ts';

/** Opens articles of a site and waits for their enhancements. */
export const articleReader =
	(site: OpenSite) =>
	async (path = '/web/long/', options = {}): Promise<Page> => {
		const page = await site.open(path, options);
		await page.locator('.reading-progress').waitFor({ state: 'attached' });
		return page;
	};
