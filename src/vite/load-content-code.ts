import { resolve } from 'node:path';
import type { ViteDevServer } from 'vite';
import { compiled } from '../lib/content/cache/compiled.ts';

/**
 * Loads the content's code when a plugin first needs it. A build reads Vite's configuration three times, and
 * needs this code in one of them.
 */
export const loadContentCode = async () =>
	(await import((await compiled('content-code')).href)) as typeof import('./content-code.ts');

/** The folders that it is compiled from. */
const folders = ['src/lib/content/', 'src/lib/core/', 'src/vite/'].map(
	(folder) => `${resolve(folder).replaceAll('\\', '/')}/`
);

/** Restarts the development server when this code changes, as Vite does when its configuration changes. */
export function restartForContentCode(server: ViteDevServer) {
	server.watcher.on('change', (path) => {
		const file = path.replaceAll('\\', '/');
		if (folders.some((folder) => file.startsWith(folder))) void server.restart();
	});
}
