import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { PrecacheEntry } from '../../src/lib/core/offline/cache-entries.ts';
import { writeArticleResult } from './article-result.ts';
import type { Measure } from './measures.ts';

/**
 * Counts what a first visit installs for offline use: the numbers of the article on the service worker.
 * @param folder the built site
 */
export function measureOfflineInstall(content: string, folder: string): Measure[] {
	const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8');
	const [, manifest] = /^self\.precacheManifest=(\[.*?\]);\n/.exec(worker)!;
	const files = (JSON.parse(manifest!) as PrecacheEntry[]).map(({ url }) =>
		readFileSync(join(folder, url === '' || url.endsWith('/') ? `${url}index.html` : url))
	);
	const sum = (size: (file: Buffer) => number) =>
		files.reduce((total, file) => total + size(file), 0);
	const brotli = sum((file) => brotliCompressSync(file).length);
	writeArticleResult(`${content}/frontend/offline-you-can-verify`, 'install.json', {
		files: files.length,
		kilobytes: Math.round(sum(({ length }) => length) / 1000),
		brotliKilobytes: Math.round(brotli / 1000)
	});
	return [{ name: 'Installed for offline use, Brotli', value: brotli, unit: 'bytes' }];
}
