import type { ViteDevServer } from 'vite';
import { isForPage } from './render-gate.ts';

const cookie = 'offprint-content';

/**
 * Reloads open pages when what they show has changed. One that has been sent and is not yet connected would
 * miss that, so each page gets the version of the content in a cookie, which comes back when it connects.
 */
export class PageReload {
	readonly #ws: ViteDevServer['ws'];
	#version = 0;

	/** @param server where pages that come this far are those of the present content */
	constructor({ ws, middlewares }: ViteDevServer) {
		this.#ws = ws;
		middlewares.use((request, response, next) => {
			if (isForPage(request))
				response.setHeader('Set-Cookie', `${cookie}=${this.#version}; Path=/; SameSite=Lax`);
			next();
		});
		ws.on('connection', (socket, { headers }) => {
			const [, version] = new RegExp(`\\b${cookie}=(\\d+)`).exec(headers.cookie ?? '') ?? [];
			if (version && Number(version) !== this.#version) socket.send(JSON.stringify(reload));
		});
	}

	all() {
		this.#version++;
		this.#ws.send(reload);
	}
}

const reload = { type: 'full-reload' } as const;
