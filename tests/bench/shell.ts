import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PrecacheEntry } from '../../src/lib/core/offline/cache-entries.ts';
import type { Measure } from './measures.ts';
import { sentBytes } from './page-weight.ts';

/** Measures what the service worker installs: as it is sent, and as the device keeps it. */
export function measureShell(folder: string, name: string, budgetBytes: number): Measure[] {
	const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8');
	const [, manifest] = /^self\.precacheManifest=(\[.*?\]);\n/.exec(worker)!;
	const urls = (JSON.parse(manifest!) as PrecacheEntry[]).map(({ url }) => `/${url}`);
	const sum = (size: (url: string) => number) => urls.reduce((total, url) => total + size(url), 0);
	return [
		{
			name: `Installed for offline use, ${name}, brotli`,
			value: sum((url) => sentBytes(folder, url)),
			unit: 'bytes',
			budget: budgetBytes,
			note: `${urls.length} files`
		},
		{
			name: `Installed for offline use, ${name}, on the device`,
			value: sum(
				(url) => statSync(join(folder, url.endsWith('/') ? `${url}index.html` : url)).size
			),
			unit: 'bytes'
		}
	];
}
