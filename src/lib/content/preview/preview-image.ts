import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { drawCard, type PreviewCard } from './draw-card.ts';

const folder = 'node_modules/.cache/offprint/previews';

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
	const place = join(folder, `${key.slice(0, 32)}.png`);
	const kept = readKept(place);
	if (kept) return kept;
	const drawn = await draw(card);
	keep(place, drawn);
	return drawn;
}

/** With 16 colors a pixel takes four bits; without dithering its areas compress to little. */
async function draw(card: PreviewCard): Promise<Buffer<ArrayBuffer>> {
	const png = await sharp(Buffer.from(await drawCard(card)))
		.png({ palette: true, colours: 16, dither: 0, effort: 1, compressionLevel: 6 })
		.toBuffer();
	return Buffer.from(new Uint8Array(png).buffer);
}

function readKept(place: string): Buffer<ArrayBuffer> | null {
	try {
		return readFileSync(place);
	} catch {
		return null;
	}
}

function keep(place: string, png: Buffer) {
	try {
		mkdirSync(dirname(place), { recursive: true });
		const partial = `${place}.${process.pid}`;
		writeFileSync(partial, png);
		renameSync(partial, place);
	} catch {
		// Without a cache the build is slower and otherwise the same.
	}
}
