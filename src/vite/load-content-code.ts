import { resolve } from 'node:path';
import type { ViteDevServer } from 'vite';
import { compiled } from '../lib/content/cache/compiled.ts';

/**
 * The code of the content that plugins run, when it is needed first: a build reads the configuration three times
 * and runs this once.
 */
export const loadContentCode = async () =>
	(await import((await compiled('content-code')).href)) as typeof import('./content-code.ts');

/** Folders that it is compiled from. */
const folders = ['src/lib/content/', 'src/lib/core/', 'src/vite/'].map(
	(folder) => `${resolve(folder).replaceAll('\\', '/')}/`
);

/** Starts a development server again when this code changes, as Vite does for its configuration. */
export function restartForContentCode(server: ViteDevServer) {
	server.watcher.on('change', (path) => {
		const file = path.replaceAll('\\', '/');
		if (folders.some((folder) => file.startsWith(folder))) void server.restart();
	});
}
