import type { Connect, Plugin } from 'vite';
import { allVariants } from '../lib/content/images/all-variants.ts';
import { findArticle } from '../lib/content/library/current.ts';
import { decodePath } from '../lib/core/article/canonical-path.ts';
import { imageOfVariant } from '../lib/core/article/image-variant.ts';

const base = process.env.BASE_PATH ?? '';

/**
 * Makes the variants of images when a page of the development server asks for them. No route can, because
 * their folder is SvelteKit's.
 */
export const imagePlugin = (): Plugin => ({
	name: 'offprint-images',
	configureServer(server) {
		server.middlewares.use(serveVariant);
	}
});

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
	const [category, slug] = imageOfVariant(path)?.split('/') ?? [];
	const article = category && slug ? await findArticle({ category, slug }) : undefined;
	const [, make] = allVariants(article ? [article] : []).find(([name]) => name === path) ?? [];
	return make ? make() : null;
}
