import sharp from 'sharp';
import { cachedFile } from '../cache/cached-file.ts';
import { cacheName, codeVersion } from '../cache/hash.ts';
import { lightColor } from './colors.ts';
import { drawCard, previewSize, type PreviewCard } from './draw-card.ts';
import { blends, indexedPng, type Color } from './indexed-png.ts';

/** Of the code and the colors, and of the fonts, which are packages. */
let version: string | undefined;

/** The preview image of a card as PNG, drawn or from the cache. */
export async function previewImage(card: PreviewCard): Promise<Buffer<ArrayBuffer>> {
	version ??= codeVersion('src/lib/ui/theme.css', 'src/lib/content/preview');
	const name = cacheName('previews', version, JSON.stringify(card));
	return cachedFile(`${name}.png`, () => draw(card));
}

async function draw(card: PreviewCard): Promise<Buffer> {
	const pixels = await sharp(Buffer.from(await drawCard(card)))
		.ensureAlpha()
		.raw()
		.toBuffer();
	const png = await indexedPng(pixels, previewSize, palette());
	if (++drawn % drawnBetweenCollections === 0) globalThis.gc?.({ type: 'minor' });
	return png;
}

/** The 3 MB of pixels of each are outside the heap, where V8 lets many more of them wait to be collected. */
const drawnBetweenCollections = 16;
let drawn = 0;

/** How many shades of a color stand on the paper, where its shapes have their edges. */
const shadesOf = { ink: 5, 'ink-soft': 4, accent: 4, rule: 1 } as const;

function palette(): Color[] {
	const paper = parseColor(lightColor('paper'));
	const names = Object.keys(shadesOf) as (keyof typeof shadesOf)[];
	return [
		paper,
		...names.flatMap((name) => blends(paper, parseColor(lightColor(name)), shadesOf[name]))
	];
}

const parseColor = (color: string) =>
	[1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Color;
