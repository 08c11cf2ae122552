import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { forEachConcurrent } from '../../core/async/for-each-concurrent.ts';
import { hashedFolder } from './headers.ts';
import { listFiles } from './list-files.ts';

const textFile = /\.(?:css|html|js|json|svg|txt|webmanifest|xml)$/;

/** Node compresses in four threads; the others read and write meanwhile. */
const maxConcurrentFiles = 8;

/** A smaller file is in one packet, compressed or not. */
const minBytes = 512;

/**
 * Quality 10 makes pages 9 % smaller than 6, and takes forty times as long. 9 makes them 0.2 % smaller, and
 * takes five times as long. A site is compressed after every edit, because each page names its build.
 */
const maxCarefulBytes = 8_000_000;

/**
 * A hashed file is fetched once and kept, so it is worth the most time. The pages of samples are four
 * fifths of a site, of which readers open few.
 */
const qualities = { hashed: 11, fewPages: 10, manyPages: 6, sample: 5 };

const isHashed = (path: string) => `/${path}`.startsWith(hashedFolder);

const isSample = (path: string) => /^[^/]+\/[^/]+\/sample\//.test(path);

export const isCompressed = (path: string) => /\.(?:br|gz)$/.test(path);

/** Whether a build writes compressed copies. */
export const compresses = () => process.env.OFFPRINT_COMPRESS !== 'off';

/** Writes `.br` and `.gz` beside each text file that browsers keep, where they are smaller and not there. */
export async function compressHashedFiles(site: string): Promise<void> {
	if (!compresses()) return;
	const files = new Set(await listFiles(site));
	await compressFiles(
		site,
		[...files].filter((path) => isHashed(path) && !files.has(`${path}.br`)),
		() => qualities.hashed
	);
}

/** Writes `.br` and `.gz` beside each other text file, where they are smaller. */
export async function compressPages(site: string): Promise<void> {
	if (!compresses()) return;
	const files = (await listFiles(site)).filter((path) => !isHashed(path));
	const pages = files.filter((path) => textFile.test(path) && !isSample(path));
	const sizes = await Promise.all(pages.map(async (path) => (await stat(join(site, path))).size));
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	const page = bytes > maxCarefulBytes ? qualities.manyPages : qualities.fewPages;
	await compressFiles(site, files, (path) => (isSample(path) ? qualities.sample : page));
}

async function compressFiles(
	site: string,
	paths: readonly string[],
	quality: (path: string) => number
) {
	await forEachConcurrent(
		paths.filter((path) => textFile.test(path)),
		maxConcurrentFiles,
		(path) => compressFile(site, path, quality(path))
	);
}

async function compressFile(folder: string, path: string, quality: number) {
	const file = join(folder, path);
	const data = await readFile(file);
	if (data.length < minBytes) return;
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: quality,
		[constants.BROTLI_PARAM_SIZE_HINT]: data.length
	};
	const copies = {
		br: await promisify(brotliCompress)(data, { params }),
		gz: await promisify(gzip)(data, { level: constants.Z_BEST_COMPRESSION })
	};
	for (const [extension, copy] of Object.entries(copies))
		if (copy.length < data.length) await writeFile(`${file}.${extension}`, copy);
}
