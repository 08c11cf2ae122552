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
const qualities = { hashed: 11, sample: 5 };

function kindOf(path: string): 'hashed' | 'sample' | 'page' {
	if (`/${path}`.startsWith(hashedFolder)) return 'hashed';
	return /^[^/]+\/[^/]+\/sample\//.test(path) ? 'sample' : 'page';
}

/** Writes `.br` and `.gz` beside each text file of a folder, if they are smaller. */
export async function compressFiles(folder: string): Promise<void> {
	const paths = (await listFiles(folder)).filter((path) => textFile.test(path));
	const pages = paths.filter((path) => kindOf(path) === 'page');
	const sizes = await Promise.all(pages.map(async (path) => (await stat(join(folder, path))).size));
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	const quality = { ...qualities, page: bytes > maxCarefulBytes ? 6 : 10 };
	await forEachConcurrent(paths, maxConcurrentFiles, (path) =>
		compressFile(folder, path, quality[kindOf(path)])
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
