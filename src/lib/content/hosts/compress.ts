import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import { forEachConcurrent } from '../../core/async/for-each-concurrent.ts';
import { hashedFolder } from './headers.ts';
import { listFiles } from './list-files.ts';

const textFile = /\.(?:css|html|js|json|svg|txt|webmanifest|xml)$/;

/** Node compresses in four threads; the others read and write meanwhile. */
const maxConcurrentFiles = 8;

/** A smaller file is in one packet, compressed or not. */
const minBytes = 512;

/**
 * Quality 10 makes pages 9 % smaller than 6, and takes twenty times as long. 9 makes them 0.3 % smaller, and
 * takes as long as 10. Lists are compressed after every edit, because each names its build.
 */
const qualities = { careful: 10, quick: 6, sample: 5 };

/** A hashed file is fetched once and kept. An index is 0.1 % smaller at 11 than at 10, which takes 40 % of the time. */
const hashedQuality = (path: string) => (/\.(?:json|txt)$/.test(path) ? 10 : 11);

/** Of the HTML of all articles, in UTF-16 units: quality 10 takes too long for a larger site. */
const maxCarefulLength = 3_000_000;

/** Whether pages are compressed at quality 10. @param length of the HTML of all articles, in UTF-16 units */
export const isCareful = (length: number) => length <= maxCarefulLength;

/** Readers wait for pages and for the texts of hits. The pages of samples are many, of which they open few. */
function pageQuality(path: string, careful: boolean): number {
	if (isSample(path)) return qualities.sample;
	return careful && /\.(?:html|json)$/.test(path) && !path.endsWith('feed.json')
		? qualities.careful
		: qualities.quick;
}

const isHashed = (path: string) => `/${path}`.startsWith(hashedFolder);

const isSample = (path: string) => /^[^/]+\/[^/]+\/sample\//.test(path);

export const isCompressed = (path: string) => /\.(?:br|gz)$/.test(path);

/** Whether a build writes compressed copies. */
export const compresses = () => process.env.OFFPRINT_COMPRESS !== 'off';

/**
 * Writes `.br` and `.gz` beside each text file that browsers keep, where they are smaller and not there.
 * @param take puts copies from elsewhere beside a file of the site, if it has them
 * @returns the files with copies, by their paths in the site
 */
export async function compressHashedFiles(
	site: string,
	take: (path: string) => boolean = () => false
): Promise<string[]> {
	if (!compresses()) return [];
	const folder = join(site, hashedFolder);
	const files = new Set(await listFiles(folder));
	const paths = [...files]
		.filter((path) => textFile.test(path) && !files.has(`${path}.br`))
		.map((path) => hashedFolder.slice(1) + path);
	await compressFiles(
		site,
		paths.filter((path) => !take(path)),
		hashedQuality
	);
	return paths;
}

/**
 * Writes `.br` and `.gz` beside each other text file, where they are smaller.
 * @param compressed files that have their copies already
 */
export async function compressPages(
	site: string,
	careful: boolean,
	compressed: ReadonlySet<string>
): Promise<void> {
	if (!compresses()) return;
	const files = (await listFiles(site)).filter((path) => !isHashed(path) && !compressed.has(path));
	await compressFiles(site, files, (path) => pageQuality(path, careful));
}

/**
 * Writes the compressed copies of a page, or of a file beside pages. It compresses in this thread, which for a small
 * file takes half the time.
 * @param path in the site
 */
export function compressPage(site: string, path: string, data: Buffer, careful: boolean) {
	if (!compresses() || !textFile.test(path) || data.length < minBytes) return;
	writeCopies(join(site, path), data, {
		br: brotliCompressSync(data, brotliOptions(data, pageQuality(path, careful))),
		gz: gzipSync(data, gzipOptions)
	});
}

async function compressFiles(
	site: string,
	paths: readonly string[],
	quality: (path: string) => number
) {
	await forEachConcurrent(
		paths.filter((path) => textFile.test(path)),
		maxConcurrentFiles,
		async (path) => {
			const file = join(site, path);
			const data = await readFile(file);
			if (data.length < minBytes) return;
			writeCopies(file, data, {
				br: await promisify(brotliCompress)(data, brotliOptions(data, quality(path))),
				gz: await promisify(gzip)(data, gzipOptions)
			});
		}
	);
}

const gzipOptions = { level: constants.Z_BEST_COMPRESSION };

const brotliOptions = (data: Buffer, quality: number) => ({
	params: {
		[constants.BROTLI_PARAM_QUALITY]: quality,
		[constants.BROTLI_PARAM_SIZE_HINT]: data.length
	}
});

function writeCopies(file: string, data: Buffer, copies: Record<'br' | 'gz', Buffer>) {
	for (const [extension, copy] of Object.entries(copies))
		if (copy.length < data.length) writeFileSync(`${file}.${extension}`, copy);
}
