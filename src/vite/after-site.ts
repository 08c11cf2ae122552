import type { Plugin } from 'vite';
import { unfinishedSite } from './publish.ts';

/**
 * A step of a build after SvelteKit has written the site; such steps run in the order of the plugins.
 * @param work is given the folder of the site and that of the server's bundle
 */
export function afterSite(
	name: string,
	work: (folder: string, serverFolder: string) => Promise<void>
): Plugin {
	let ssr = false;
	let serverFolder: string;
	let failed = false;
	return {
		name,
		apply: 'build',
		configResolved(config) {
			ssr = Boolean(config.build.ssr);
			serverFolder = config.build.outDir;
		},
		buildEnd(error) {
			failed = error !== undefined;
		},
		// After SvelteKit's own `closeBundle`, in which the adapter writes the site (SvelteKit 2.70).
		closeBundle: {
			sequential: true,
			order: 'post',
			async handler() {
				// After a failed build the error counts, not the files that are missing because of it.
				if (ssr && !failed) await work(unfinishedSite(), serverFolder);
			}
		}
	};
}
