import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { writeResults } from '../../../_samples/results.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const countLines = (relative: string) => readFileSync(path(relative), 'utf8').split('\n').length - 1;

it('the stand-in for the browser and the figure are short enough to read', () => {
	const standIn = ['./browser.ts', './worker.ts', './memory-caches.ts', './takeover-page.ts'];
	const lines = {
		standIn: standIn.map(countLines).reduce((sum, count) => sum + count),
		figure: countLines('../worker-life.ts')
	};
	writeResults('lines.json', lines);
	expect(lines.standIn).toBeLessThan(400);
	expect(lines.figure).toBeLessThan(300);
});

it('the worker is small, with what it uses of Workbox', async () => {
	const bundle = await build({
		configFile: false,
		logLevel: 'silent',
		define: { 'process.env.NODE_ENV': '"production"' },
		resolve: { alias: { '$service-worker': path('./service-worker-module.ts') } },
		build: {
			write: false,
			lib: { entry: path('../../../../src/service-worker/index.ts'), formats: ['es'] },
			rolldownOptions: { output: { minify: true } }
		}
	});
	const chunks = [bundle].flat().flatMap((one) => ('output' in one ? one.output : []));
	const code = chunks.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n');
	const brotli = brotliCompressSync(code).length;
	writeResults('size.json', { bytes: Buffer.byteLength(code), brotli });
	expect(brotli).toBeLessThan(8192);
});
