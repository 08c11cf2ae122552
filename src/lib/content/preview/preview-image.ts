import sharp from 'sharp';
import { cachedFile } from '../cache/cached-file.ts';
import { cacheName, codeVersion } from '../cache/hash.ts';
import { drawCard, type PreviewCard } from './draw-card.ts';

/** Of the code and the colors, and of the fonts, which are packages. */
let version: string | undefined;

/** The preview image of a card as PNG, drawn or from the cache. */
export async function previewImage(card: PreviewCard): Promise<Buffer<ArrayBuffer>> {
	version ??= codeVersion('src/lib/ui/theme.css', 'src/lib/content/preview');
	const name = cacheName('previews', version, JSON.stringify(card));
	return cachedFile(`${name}.png`, () => draw(card));
}

/** With 16 colors a pixel takes four bits; without dithering its areas compress to little. */
const draw = async (card: PreviewCard): Promise<Buffer> =>
	sharp(Buffer.from(await drawCard(card)))
		.png({ palette: true, colours: 16, dither: 0, effort: 1, compressionLevel: 6 })
		.toBuffer();
