import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { dotPng, renderFile } from '../render-file.ts';
import { render } from './render-html.ts';

/** 300 × 150 pixels, with an orientation in the EXIF data. */
const jpeg = (orientation: number) =>
	sharp({ create: { width: 300, height: 150, channels: 3, background: '#c30' } })
		.withMetadata({ orientation })
		.jpeg()
		.toBuffer();

const transparent = await sharp(dotPng).ensureAlpha(0.5).png().toBuffer();

describe('images', () => {
	it.each([
		[1, 300, 150],
		[6, 150, 300],
		[8, 150, 300]
	])('with EXIF orientation %i have the size as displayed', async (orientation, width, height) => {
		const { html: markup, faults: found } = await renderFile('![A phone](p.jpg)', {
			'p.jpg': await jpeg(orientation)
		});
		expect(found).toEqual([]);
		expect(markup).toContain(`width="${width}" height="${height}"`);
	});

	const svg =
		'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path stroke="#000" d="M0 0 9 9"/></svg>';
	it.each([
		['a drawing', 'x.svg', svg, true],
		[
			'a drawing with its own dark colors',
			'x.svg',
			svg.replace('<path', '<style>@media (prefers-color-scheme:dark){}</style><path'),
			false
		],
		['a picture without transparency', 'x.png', dotPng, false],
		['a picture with transparency', 'x.png', transparent, true]
	])(
		'that may be transparent get a light background: %s',
		async (_what, name, bytes, isTransparent) => {
			const { html: markup } = await renderFile(`![x](${name})`, { [name]: bytes });
			expect(markup.includes('class="transparent"')).toBe(isTransparent);
		}
	);

	it.each([
		'![x](dot.png#only-light)\n![x](night.png#only-dark)',
		'![x](dot.png#gh-light-mode-only) ![x](night.png#gh-dark-mode-only)',
		'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="night.png">\n  <img src="dot.png" alt="x">\n</picture>'
	])('may differ by theme: %s', async (source) => {
		const { html: markup, assets, faults: found } = await render(source);
		expect(found).toEqual([]);
		expect(assets).toEqual(['dot.png', 'night.png']);
		expect(markup).toMatch(/^<figure class="image">/);
		expect(
			[...markup.matchAll(/<img src="([^"]*)"[^>]*class="([^"]*)"/g)].map(([, src, name]) => [
				src,
				name
			])
		).toEqual([
			['/x/backend/ids/dot.png', 'only-light'],
			['/x/backend/ids/night.png', 'only-dark']
		]);
	});

	it('and links may have any letters in their file names', async () => {
		const names = ['100%.png', 'my fig (1).png', 'größe.png'];
		for (const name of names) {
			const {
				html: markup,
				faults: found,
				assets
			} = await renderFile(
				`![x](<${encodeURIComponent(name)}>) [y](<${encodeURIComponent(name)}>)`,
				{ [name]: dotPng }
			);
			expect(found).toEqual([]);
			expect(assets).toEqual([name]);
			const address = `/x/backend/ids/${encodeURIComponent(name)}`;
			expect(markup).toContain(`src="${address}"`);
			expect(markup).toContain(`href="${address}"`);
		}
	});
});
