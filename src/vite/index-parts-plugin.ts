import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { partFolder } from '../lib/core/search/parts/part-folder.ts';

const base = process.env.BASE_PATH ?? '';

/** Where the parts of the search index of a large library are generated. */
export const indexPartsFolder = (generated: string) => join(generated, 'search');

/** Serves the parts of the search index during development. */
export function indexPartsPlugin(): Plugin {
	let folder: string;
	return {
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
	};
}
