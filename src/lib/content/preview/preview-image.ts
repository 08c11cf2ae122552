import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { cachedFile } from '../cache/cached-file.ts';
import { drawCard, type PreviewCard } from './draw-card.ts';

/** What a picture depends on besides its card: the code, the colors, and the fonts' versions. */
const sources = ['src/lib/ui/theme.css', 'package-lock.json', 'src/lib/content/preview'];

let version: string | undefined;

function drawingVersion(): string {
	const [theme, lock, code] = sources as [string, string, string];
	const files = [
		theme,
		lock,
		...readdirSync(code)
			.sort()
			.map((name) => join(code, name))
	];
	const hash = createHash('sha256');
	for (const file of files) hash.update(readFileSync(file)).update('\0');
	return hash.digest('hex');
}

/** The preview image of a card as PNG, drawn or from the cache. */
export async function previewImage(card: PreviewCard): Promise<Buffer<ArrayBuffer>> {
	version ??= drawingVersion();
	const key = createHash('sha256').update(version).update(JSON.stringify(card)).digest('hex');
	return cachedFile(`previews/${key.slice(0, 32)}.png`, () => draw(card));
}

/** With 16 colors a pixel takes four bits; without dithering its areas compress to little. */
const draw = async (card: PreviewCard): Promise<Buffer> =>
	sharp(Buffer.from(await drawCard(card)))
		.png({ palette: true, colours: 16, dither: 0, effort: 1, compressionLevel: 6 })
		.toBuffer();
