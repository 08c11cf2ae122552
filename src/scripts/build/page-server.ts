import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import type { Server, SSRManifest } from '@sveltejs/kit';
import { forEachConcurrent } from '../../lib/core/async/for-each-concurrent.ts';
import { sitePathsAddress } from '../../lib/content/prerender/site-paths-address.ts';
import type { SitePath } from '../../lib/content/prerender/site-paths.ts';
import { encodePath } from '../../lib/content/markdown/rendering.ts';
import { answerWith, lowerPriority } from '../../lib/content/cache/thread.ts';
import { compressPage } from '../../lib/content/hosts/compress.ts';
import { policyOfPage } from '../../lib/content/hosts/page-policy.ts';
import { islandStyles } from './island-styles.ts';
import { LastSite, stampOf } from './last-site.ts';
import { outputFolder } from './publish.ts';
import { factsOf, fileAt, type WrittenFile } from './written-file.ts';

// Runs in the threads of `write-pages.ts`: asks SvelteKit's server for pages and writes them, as SvelteKit's own
// prerendering does, with the options that it gives its server (SvelteKit 2.70).

export interface PageSettings {
	/** The folder of SvelteKit's builds. */
	bundle: string;
	/** The folder that pages are written to. */
	site: string;
	/** `''` or `/any/prefix` */
	base: string;
}

/** Paths, and ids of articles of which the files or the pages are meant; without the base path and not encoded. */
export interface Batch {
	paths?: readonly string[];
	files?: readonly string[];
	pages?: readonly string[];
}

/** How files are written. */
export interface HowToWrite {
	/** See `isCareful`. */
	careful: boolean;
	/** See `siteEdition`. */
	edition: string;
}

/** Asks for a text, or to take part in writing files. */
export interface PageRequest {
	read?: string;
	write?: HowToWrite & {
		batches: readonly Batch[];
		/** The number of the next batch that no thread has taken. */
		next: Int32Array<SharedArrayBuffer>;
	};
}

/** The text, or what was written. */
export type PageAnswer = string | WrittenFile[];

// Pages wait for the search index, which is made at the same time.
lowerPriority(5);

/** The host that SvelteKit's prerendering asks. */
const origin = 'http://sveltekit-prerender';

/** A page that waits for an image or a file lets others render. */
const maxConcurrentPages = 8;

const { bundle, site, base } = workerData as PageSettings;

const linkStyles = islandStyles(bundle);

const load = <Module>(file: string) =>
	import(pathToFileURL(resolve(bundle, 'server', file)).href) as Promise<Module>;

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

/** Writes a file and its compressed copies, or takes those of the last site. */
async function write(
	{ path, source }: SitePath,
	careful: boolean,
	last: LastSite
): Promise<WrittenFile> {
	const relative = path.slice(1);
	const unchanged =
		source === undefined ? undefined : last.take(relative, site, (file) => file.source === source);
	if (unchanged) return unchanged;
	const response = await get(path);
	const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
	const html = isPage ? linkStyles(await response.text()) : undefined;
	const data = html === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(html);
	const facts = factsOf(data);
	const same = last.take(relative, site, (file) => file.hash === facts.hash);
	if (same) return { ...same, source };
	const file = fileAt(relative);
	mkdirSync(dirname(join(site, file)), { recursive: true });
	writeFileSync(join(site, file), data);
	compressPage(site, file, data, careful);
	return {
		path: relative,
		...facts,
		policy: html === undefined ? undefined : policyOfPage(html),
		source,
		stamp: stampOf(join(site, file))
	};
}

async function pathsOf({ paths = [], files = [], pages = [] }: Batch): Promise<SitePath[]> {
	const ask = async (part: string, ids: readonly string[]) =>
		ids.length
			? ((await (await get(`${sitePathsAddress}/${part}/${ids.join('~')}`)).json()) as SitePath[])
			: [];
	return [
		...paths.map((path) => ({ path })),
		...(await ask('files', files)),
		...(await ask('pages', pages))
	];
}

let lastSite: LastSite | undefined;

async function writeBatches({
	batches,
	next,
	careful,
	edition
}: NonNullable<PageRequest['write']>) {
	const last = (lastSite ??= new LastSite(outputFolder(), edition));
	const written: WrittenFile[] = [];
	for (;;) {
		const batch = batches[Atomics.add(next, 0, 1)];
		if (!batch) return written;
		await forEachConcurrent(await pathsOf(batch), maxConcurrentPages, async (path) => {
			written.push(await write(path, careful, last));
		});
	}
}

answerWith<PageRequest, PageAnswer>(async ({ read, write }) =>
	write ? writeBatches(write) : (await get(read!)).text()
);
