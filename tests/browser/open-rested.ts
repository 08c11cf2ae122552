import type { Page } from 'playwright-core';
import { rested } from './open-device.ts';

/** Opens pages by a function of `OpenSite` and waits for their deferred parts. */
export const restedPages =
	<Options extends unknown[]>(open: (path: string, ...options: Options) => Promise<Page>) =>
	async (path: string, ...options: Options): Promise<Page> => {
		const page = await open(path, ...options);
		await rested(page);
		return page;
	};
