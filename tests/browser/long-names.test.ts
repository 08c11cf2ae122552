import { expect, inject, it } from 'vitest';
import { rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));

/** Gives every name and text on the page, outside code and tables, a long word without spaces. */
function lengthen() {
	const name = 'Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions'.repeat(
		2
	);
	const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
	const texts: Text[] = [];
	while (walker.nextNode()) texts.push(walker.currentNode as Text);
	for (const text of texts)
		if (
			text.data.trim() &&
			!text.parentElement!.closest(
				'pre, table, svg, script, noscript, style, select, button, kbd, .level, .minutes, time, .visually-hidden, .proof'
			)
		)
			text.data = name;
}

const article = '/backend/nanoid-over-uuid/';

it.each([
	'/',
	'/?q=outbox',
	'/?q=xylophone',
	'/backend/',
	'/tags/',
	'/tags/nats/',
	article,
	'/backend/transactional-outbox-nats/',
	`${article}sample/`,
	'/saved/',
	'/404.html'
])('a long name without spaces makes no page scroll sideways: %s', async (path) => {
	for (const width of [320, 360, 768, 1280]) {
		const page = await own.open(path, { viewport: { width, height: 800 } });
		if (path.includes('q=outbox')) await page.locator('.passage mark').first().waitFor();
		else await rested(page);
		await page.evaluate(lengthen);
		const overflow = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(overflow, `${width} px`).toBe(0);
		await page.context().close();
	}
});
