import type { IncomingMessage } from 'node:http';
import type { ViteDevServer } from 'vite';

/** Whether a page is asked for, rather than one of its files. */
export const isForPage = ({ headers }: IncomingMessage) =>
	headers.accept?.includes('text/html') ?? false;

/**
 * Lets no page of the development server render while the content and the modules made of it change. A
 * page of the old content would miss the reload, and one made of two versions of Svelte's modules is an
 * error; both would stay.
 */
export class RenderGate {
	#rendering = new Set<Promise<void>>();
	#change: Promise<void> = Promise.resolve();

	constructor(server: ViteDevServer) {
		server.middlewares.use((request, response, next) => {
			if (!isForPage(request)) return next();
			void this.#change.then(() => {
				// Whoever asked has left, and the response ended before it could be waited for.
				if (response.destroyed) return;
				const rendering = new Promise<void>((done) => response.once('close', done));
				this.#rendering.add(rendering);
				void rendering.then(() => this.#rendering.delete(rendering));
				next();
			});
		});
	}

	/** Does the work once the pages that are being rendered are sent; others wait until it is done. */
	change(work: () => Promise<void>): Promise<void> {
		return (this.#change = this.#change.then(async () => {
			await Promise.all(this.#rendering);
			await work();
		}));
	}
}
