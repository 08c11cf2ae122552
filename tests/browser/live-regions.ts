import type { Page } from 'playwright-core';

/** Records every change of live regions from now on; with `part`, only of those inside it. */
export const listen = (page: Page, part = 'body') =>
	page.evaluate((selector) => {
		const said: string[] = [];
		Object.assign(window, { said });
		const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert]';
		new MutationObserver((changes) => {
			for (const { target } of changes) {
				const element = target instanceof Element ? target : target.parentElement;
				const region = element?.closest(live);
				const text = region?.closest(selector) && region.textContent.replace(/\s+/g, ' ').trim();
				if (text && said.at(-1) !== text) said.push(text);
			}
		}).observe(document.body, { childList: true, characterData: true, subtree: true });
	}, part);

export const said = (page: Page) =>
	page.evaluate(() => (window as never as { said: string[] }).said);
