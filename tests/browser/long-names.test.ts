import { expect, inject, it } from 'vitest';
import { rested, settled } from './open-device.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));

/** Replaces every name and text by one long word, except code, tables, numbers and labels. */
function lengthen() {
	const name = 'Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions'.repeat(
		2
	);
	const fixed =
		'pre, table, svg, script, noscript, style, label, legend, select, button, kbd, time, dt, .level, .minutes, .proof, .visually-hidden, header > .facts';
	const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
	const texts: Text[] = [];
	while (walker.nextNode()) texts.push(walker.currentNode as Text);
	for (const text of texts)
		if (/[a-z]/i.test(text.data) && !text.parentElement!.closest(fixed)) text.data = name;
}

/** Elements beyond the window's right edge, except inside boxes that scroll. */
function beyondTheEdge(): string[] {
	const { clientWidth, scrollWidth } = document.documentElement;
	if (scrollWidth <= clientWidth) return [];
	return [...document.querySelectorAll('main *')]
		.filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
		.map(
			(element) => `${element.parentElement!.className} > ${element.localName}.${element.className}`
		)
		.slice(0, 12);
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
	const page = await own.open(path);
	if (path.includes('q=outbox')) await page.locator('.passage mark').first().waitFor();
	else if (path.endsWith('/sample/')) await settled(page);
	else await rested(page);
	// A page is the same in a window that was narrowed as in one that was opened so narrow, or has more passages.
	for (const width of [1280, 768, 360, 320]) {
		await page.setViewportSize({ width, height: 800 });
		await page.evaluate(lengthen);
		expect(await page.evaluate(beyondTheEdge), `${width} px`).toEqual([]);
	}
});
