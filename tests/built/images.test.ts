import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import type { OfflineList } from '../../src/lib/core/offline/cache-entries.ts';
import { filesOf } from './files-of.ts';
import { pictureSecret } from './large-picture.ts';

const { folder } = inject('features');
const read = (path: string) => readFileSync(join(folder, path));
const page = read('web/features/index.html').toString();
const [picture] = /<picture>.*?slope\.png".*?<\/picture>/.exec(page) ?? [''];
const addresses = [...picture.matchAll(/(\/_app\/immutable\/img\/\S+) (\d+)w/g)];

describe('the image of an article', () => {
	it('has variants in the widths and formats that the page says, at addresses that change', async () => {
		expect(addresses.map(([, , width]) => width)).toEqual(['768', '1000', '768', '1000']);
		for (const [, address, width] of addresses) {
			expect(address).toMatch(
				/^\/_app\/immutable\/img\/web\/features\/slope\.png\.[0-9a-f]{12}\.\d+\.(?:avif|webp)$/
			);
			const variant = await sharp(read(address!)).metadata();
			expect(variant.width).toBe(Number(width));
			expect(read(address!).length).toBeLessThan(read('web/features/slope.png').length);
		}
	});

	it('is served without what the camera wrote', async () => {
		expect(read('web/features/slope.png').includes(pictureSecret)).toBe(false);
		expect((await sharp(read('web/features/slope.png')).metadata()).width).toBe(1000);
	});

	it('is saved in one form, and none is installed', () => {
		const list = JSON.parse(read('offline.json').toString()) as OfflineList;
		const files = list.articles['web/features']!.files.map(({ path }) => path);
		expect(files.filter((path) => path.includes('slope'))).toEqual(['web/features/slope.png']);
		const [precache] = read('service-worker.js').toString().split('\n');
		expect(precache).not.toContain('/img/');
	});

	it('is in feeds as it is beside the article', () => {
		const feed = read('web/feed.xml').toString();
		expect(feed).toContain('src=&quot;https://fixture.example/web/features/slope.png&quot;');
		expect(feed).not.toContain('/img/');
	});
});

it('the site has no variant that no page shows', () => {
	const shown = new Set(addresses.map(([, address]) => address!.slice(1)));
	expect(
		filesOf(folder)
			.map((file) => relative(folder, file))
			.filter((file) => file.includes('_app/immutable/img/'))
			.sort()
	).toEqual([...shown].sort());
	expect(existsSync(join(inject('own').folder, '_app/immutable/img'))).toBe(false);
});
