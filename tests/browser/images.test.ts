import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { openDevice, rested } from './open-device.ts';

const device = openDevice(inject('features'), { mayBeInstalled: true });
const path = '/web/features/';

const slope = (page: Page) => page.getByRole('img', { name: 'A slope of colors' }).first();

/** The path of the file that an image shows, once it is decoded; its width with it. */
async function shown(page: Page) {
	await slope(page).scrollIntoViewIfNeeded();
	return slope(page).evaluate(async (image: HTMLImageElement) => {
		await image.decode();
		return { path: new URL(image.currentSrc).pathname, width: image.width };
	});
}

it('an image of a saved article is fetched once more to save it, and shown offline in any form', async () => {
	const page = await device.install(path);
	expect(await shown(page)).toEqual({
		path: expect.stringMatching(/slope\.png\.[0-9a-f]{12}\.768\.avif$/) as string,
		width: 768
	});
	device.server.forget();
	await page
		.getByRole('button', { name: /^Save for offline/ })
		.first()
		.click();
	await page
		.getByRole('button', { name: /^Saved on this device/ })
		.first()
		.waitFor();
	expect(device.server.asked.filter((name) => name.includes('slope'))).toEqual([
		'web/features/slope.png'
	]);
	const session = await device.context.newCDPSession(page);
	await session.send('Network.clearBrowserCache');
	device.server.down();

	const cold = await device.open(path);
	await rested(cold);
	expect(await shown(cold)).toMatchObject({ width: 768 });
	await cold.setViewportSize({ width: 700, height: 600 });
	await cold.reload();
	await rested(cold);
	expect(await shown(cold)).toMatchObject({ width: 644 });
	await cold.getByRole('button', { name: 'Enlarge: A slope of colors' }).click();
	const large = cold.getByRole('dialog', { name: 'A slope of colors' }).getByRole('img');
	expect(
		await large.evaluate(async (image: HTMLImageElement) => {
			await image.decode();
			return [new URL(image.currentSrc).pathname, image.naturalWidth];
		})
	).toEqual([`${inject('features').base}${path}slope.png`, 1000]);
});

it('a caption is below its image, however small the image is', async () => {
	const page = await device.open(path);
	const dots = page.getByRole('img', { name: 'A picture of six dots' });
	const caption = page.getByText('Six dots', { exact: true });
	const [image, text] = [await dots.boundingBox(), await caption.boundingBox()];
	expect(text!.y).toBeGreaterThan(image!.y + image!.height);
	expect(text!.x).toBe(image!.x);
});
