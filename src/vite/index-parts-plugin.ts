import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { partFolder, partPath } from '../lib/core/search/parts/part-folder.ts';
import { afterSite } from './after-site.ts';

const base = process.env.BASE_PATH ?? '';

/** Where the parts of the search index of a large library are generated. */
export const indexPartsFolder = (generated: string) => join(generated, 'search');

/** Replaces the parts that an earlier run generated. @param parts texts by name */
export async function writeIndexParts(generated: string, parts: ReadonlyMap<string, string>) {
	const folder = indexPartsFolder(generated);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	for (const [name, text] of parts) await writeFile(join(folder, basename(partPath(name))), text);
}

/** Serves the parts of the search index during development, and copies them into a built site. */
export function indexPartsPlugin(): Plugin[] {
	let folder: string;
	return [
		{
			name: 'offprint-index-parts',
			configResolved({ resolve: { alias } }) {
				folder = indexPartsFolder(alias.find(({ find }) => find === '$generated')!.replacement);
			},
			configureServer(server) {
				server.middlewares.use((request, response, next) => {
					const { pathname } = new URL(request.originalUrl ?? '/', 'http://localhost');
					if (!pathname.startsWith(`${base}/${partFolder}`)) return next();
					readFile(join(folder, basename(pathname))).then((text) => {
						response.setHeader('Content-Type', 'text/plain; charset=utf-8');
						response.end(text);
					}, next);
				});
			}
		},
		afterSite('offprint-index-part-files', async (site) => {
			if (existsSync(folder)) await cp(folder, join(site, partFolder), { recursive: true });
		})
	];
}
