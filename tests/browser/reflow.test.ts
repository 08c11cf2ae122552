import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { press } from './keyboard.ts';
import { layoutFaults, reflow, reflows } from './layout.ts';
import { markAsRead, rested } from './open-device.ts';
import { openSite } from './open-site.ts';

const own = openSite(inject('own'));
const features = openSite(inject('features'));

/** Layout faults at every size, each with the size's name. */
async function faultsIn(page: Page, sizes = reflows): Promise<string[]> {
	const found: string[] = [];
	for (const size of sizes) {
		await reflow(page, size);
		found.push(...(await layoutFaults(page)).map((fault) => `${size.name}: ${fault}`));
	}
	return found;
}

describe('at 320 px and with 200 % text nothing is cut off, covered or outside the window', () => {
	it.each([
		'/',
		'/backend/',
		'/backend/level/advanced/',
		'/backend/nanoid-over-uuid/',
		'/backend/transactional-outbox-nats/',
		'/backend/rich-domain-models-aggregates/',
		'/backend/latency-60s-to-3s/',
		'/tags/',
		'/tags/nats/',
		'/404.html'
	])('on %s', async (path) => {
		const page = await own.open(path);
		await rested(page);
		expect(await faultsIn(page)).toEqual([]);
	});

	it('on the offline page', async () => {
		const page = await own.open('/404.html');
		await page.goto(own.url('/offline/'));
		await page.getByRole('heading', { name: 'You’re offline' }).waitFor();
		expect(await faultsIn(page)).toEqual([]);
	});

	it('in an article with every kind of block', async () => {
		const page = await features.open('/web/features/');
		await rested(page);
		expect(await faultsIn(page)).toEqual([]);
	});

	it('in search results, and without any', async () => {
		const page = await own.open('/?q=outbox');
		await rested(page);
		await page.locator('.passage mark').first().waitFor();
		expect(await faultsIn(page)).toEqual([]);
		await page.getByRole('searchbox').fill('xylophone');
		await page.getByRole('status').filter({ hasText: 'No articles match' }).waitFor();
		expect(await faultsIn(page)).toEqual([]);
	});

	it('on an article that is saved and read, and on the saved page', async () => {
		const page = await own.open('/backend/nanoid-over-uuid/');
		await rested(page);
		await page.getByRole('button', { name: /^Save for offline/ }).click();
		await page.getByRole('button', { name: /^Saved on this device/ }).waitFor();
		await markAsRead(page);
		expect(await faultsIn(page)).toEqual([]);
		await page.getByRole('link', { name: 'Saved', exact: true }).click();
		await page.getByRole('list', { name: 'Saved articles' }).getByRole('link').waitFor();
		await page.getByRole('button', { name: /^Mark as unread/ }).waitFor();
		expect(await faultsIn(page)).toEqual([]);
	});

	it('in the filter sheet and in the search dialog', async () => {
		const narrow = reflows.filter(({ width }) => width === 320);
		const list = await own.open('/?level=Advanced');
		await reflow(list, narrow[0]!);
		await list.getByRole('button', { name: 'Filters' }).click();
		expect(await faultsIn(list, narrow)).toEqual([]);
		const article = await own.open('/backend/nanoid-over-uuid/');
		await article.keyboard.press('Control+k');
		await article.keyboard.type('index');
		await article.getByRole('dialog').getByRole('link', { name: 'All' }).waitFor();
		expect(await faultsIn(article)).toEqual([]);
	});
});

/** Sets the text spacing of WCAG 1.4.12; runs in the page. */
function spaceText() {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(
		'* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'
	);
	document.adoptedStyleSheets = [sheet];
}

it.each([320, 1280])(
	'text with increased spacing is not cut off in an article at %s px',
	async (width) => {
		const page = await features.again('/web/features/');
		await rested(page);
		await page.setViewportSize({ width, height: 800 });
		await page.evaluate(spaceText);
		expect(await layoutFaults(page)).toEqual([]);
	}
);

/** Whether the page's last control has the focus; runs in the page. */
function isLast(): boolean {
	const controls = [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')];
	return controls.findLast((control) => control.checkVisibility()) === document.activeElement;
}

describe('at 320 px and with 200 % text every control is visible when it is focused', () => {
	it.each(['/', '/backend/nanoid-over-uuid/', '/saved/'])('on %s', async (path) => {
		const page = await own.open(path);
		await rested(page);
		for (const size of reflows.filter(({ width }) => width === 320)) {
			await reflow(page, size);
			await page.getByRole('link', { name: 'Skip to content' }).focus();
			for (let n = 0; n < 40 && !(await page.evaluate(isLast)); n++) await press(page, 'Tab');
		}
	});
});
