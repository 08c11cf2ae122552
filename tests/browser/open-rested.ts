import type { Page } from 'playwright-core';
import { rested } from './open-device.ts';
import type { OpenSite } from './open-site.ts';

/** Opens pages of a site and waits for their deferred parts. */
export const restedPages =
	(site: OpenSite) =>
	async (path: string, options = {}): Promise<Page> => {
		const page = await site.open(path, options);
		await rested(page);
		return page;
	};
