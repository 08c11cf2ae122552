import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import type { Server, SSRManifest } from '@sveltejs/kit';
import { forEachConcurrent } from '../../lib/core/async/for-each-concurrent.ts';
import { encodePath } from '../../lib/content/markdown/rendering.ts';
import { answerWith } from '../../lib/content/cache/thread.ts';

// Runs in the threads of `writePages`: asks SvelteKit's server for pages and writes them, as SvelteKit's own
// prerendering does, with the options that it gives its server (SvelteKit 2.70).

export interface PageSettings {
	/** The folder of SvelteKit's server. */
	server: string;
	/** The folder that pages are written to. */
	site: string;
	/** `''` or `/any/prefix` */
	base: string;
}

/** Asks for a text, or for files to be written; paths are without the base path and not encoded. */
export interface PageRequest {
	read?: string;
	write?: readonly string[];
}

/** The host that SvelteKit's prerendering asks. */
const origin = 'http://sveltekit-prerender';

/** A page that waits for an image or a file lets others render. */
const maxConcurrentPages = 8;

const { server: folder, site, base } = workerData as PageSettings;

const load = <Module>(file: string) =>
	import(pathToFileURL(resolve(folder, file)).href) as Promise<Module>;

interface InternalModule {
	set_building(): void;
	set_prerendering(): void;
}

type RespondOptions = Parameters<Server['respond']>[1];

const server = (async () => {
	const { set_building, set_prerendering } = await load<InternalModule>('internal.js');
	set_building();
	set_prerendering();
	const { manifest } = await load<{ manifest: SSRManifest }>('manifest-full.js');
	const { Server: ServerOf } = await load<{ Server: typeof Server }>('index.js');
	const opened = new ServerOf(manifest);
	await opened.init({ env: process.env as Record<string, string> });
	return opened;
})();

/** @param path without the base path, not encoded */
async function get(path: string): Promise<Response> {
	const options = {
		getClientAddress() {
			throw new Error('A build has no client');
		},
		prerendering: { dependencies: new Map(), remote_responses: new Map() }
	} satisfies RespondOptions & { prerendering: unknown };
	const request = new Request(origin + base + encodePath(path));
	const response = await (await server).respond(request, options);
	if (response.status !== 200) throw new Error(`${response.status} ${base}${path}`);
	return response;
}

async function write(path: string) {
	const bytes = Buffer.from(await (await get(path)).arrayBuffer());
	const file = join(site, path.endsWith('/') ? `${path}index.html` : path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, bytes);
}

answerWith<PageRequest, string | undefined>(async ({ read, write: paths }) => {
	if (read !== undefined) return (await get(read)).text();
	await forEachConcurrent(paths ?? [], maxConcurrentPages, write);
	return undefined;
});
