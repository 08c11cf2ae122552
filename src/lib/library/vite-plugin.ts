import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { buildSearchIndex } from '../search/build-index';
import { currentLibrary, forgetLibrary } from './current';

/** Where what is made from the content lies for Vite to bundle: `$generated` in imports. */
const generated = '.svelte-kit/offprint';

async function generate() {
	const library = await currentLibrary();
	const files = {
		'site.json': JSON.stringify(library.site),
		'catalogue.json': JSON.stringify(library.cards),
		'index.json': await buildSearchIndex(library.articles, library.site.language)
	};
	await mkdir(generated, { recursive: true });
	for (const [name, text] of Object.entries(files)) await writeFile(join(generated, name), text);
}

/**
 * Makes the catalogue and the search index from the content before anything is bundled, so that
 * faults in it end a build at its start; in development, makes them anew after each edit.
 */
export function libraryPlugin(): Plugin {
	let ready: Promise<void> | undefined;
	return {
		name: 'offprint-library',
		async buildStart() {
			await (ready ??= generate());
		},
		configureServer(server: ViteDevServer) {
			const content = resolve(process.env.OFFPRINT_CONTENT ?? 'content');
			let timer: NodeJS.Timeout | undefined;
			server.watcher.add(content);
			server.watcher.on('all', (_event, path) => {
				if (!path.startsWith(content) || /[\\/](bin|obj|node_modules)[\\/]/.test(path)) return;
				clearTimeout(timer);
				timer = setTimeout(async () => {
					forgetLibrary();
					server.moduleGraph.invalidateAll();
					try {
						await generate();
						server.ws.send({ type: 'full-reload' });
					} catch (error) {
						server.ws.send({
							type: 'error',
							err: { message: (error as Error).message, stack: '' }
						});
					}
				}, 100);
			});
		}
	};
}
