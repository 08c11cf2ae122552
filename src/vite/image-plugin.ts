import type { Connect, Plugin } from 'vite';
import { decodePath } from '../lib/core/article/canonical-path.ts';
import { loadContentCode } from './load-content-code.ts';

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
	loadContentCode()
		.then(({ findVariant }) => findVariant(path))
		.then((file) => {
			if (!file) return next();
			response.setHeader('Content-Type', `image/${path.split('.').at(-1)}`);
			response.end(file);
		}, next);
};
