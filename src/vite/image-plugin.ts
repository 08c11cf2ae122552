import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Connect, Plugin } from 'vite';
import { variantFile } from '../lib/content/images/make-image.ts';
import { currentLibrary } from '../lib/content/library/current.ts';
import type { LibraryArticle } from '../lib/content/library/library-article.ts';
import type { ImageVariant } from '../lib/core/article/image-variant.ts';
import { decodePath } from '../lib/core/article/canonical-path.ts';
import { afterSite } from './after-site.ts';

const base = process.env.BASE_PATH ?? '';

/** The images of all articles in other widths and formats, by path. */
async function allVariants(): Promise<[path: string, make: () => Promise<Buffer>][]> {
	const { articles } = await currentLibrary();
	return articles.flatMap((article) =>
		[...article.variants].map(([path, variant]): [string, () => Promise<Buffer>] => [
			path,
			() => make(article, variant)
		])
	);
}

const make = async ({ assets }: LibraryArticle, variant: ImageVariant) =>
	variantFile(await readFile(assets.get(variant.image)!), variant);

/**
 * Makes the variants of images, which no route can, because their folder is SvelteKit's: during
 * development when a page asks for them, in a build beside bundling and prerendering.
 */
export function imagePlugin(): Plugin[] {
	let isSite = false;
	return [
		{
			name: 'offprint-images',
			configResolved({ command, build }) {
				isSite = command === 'build' && Boolean(build.ssr);
			},
			buildStart() {
				// Into the cache, beginning with the last one, because the site begins with the first. Writing
				// the site also reports what goes wrong.
				if (isSite) void makeAll().catch(() => {});
			},
			configureServer(server) {
				server.middlewares.use(serveVariant);
			}
		},
		afterSite('offprint-image-files', async (site) => {
			for (const [path, make] of await allVariants()) {
				const file = join(site, path);
				await mkdir(dirname(file), { recursive: true });
				await writeFile(file, await make());
			}
		})
	];
}

async function makeAll() {
	for (const [, make] of (await allVariants()).toReversed()) await make();
}

const serveVariant: Connect.NextHandleFunction = (request, response, next) => {
	const { pathname } = new URL(request.originalUrl ?? '/', 'http://localhost');
	const path = decodePath(pathname.slice(base.length + 1));
	findVariant(path).then((file) => {
		if (!file) return next();
		response.setHeader('Content-Type', `image/${path.split('.').at(-1)}`);
		response.end(file);
	}, next);
};

async function findVariant(path: string): Promise<Buffer | null> {
	if (!path.startsWith('_app/')) return null;
	const [, make] = (await allVariants()).find(([name]) => name === path) ?? [];
	return make ? make() : null;
}
