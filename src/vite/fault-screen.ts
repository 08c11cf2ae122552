import type { ViteDevServer } from 'vite';
import { ContentError, type FileFault } from '../lib/content/faults/report.ts';
import { escapeXml } from '../lib/core/markup/xml.ts';
import { overlayError } from './overlay-error.ts';
import { isForPage } from './render-gate.ts';

/**
 * Shows the faults of the content while there are some: in the terminal, over open pages, and instead of
 * pages that are opened.
 */
export class FaultScreen {
	#error: Error | undefined;
	readonly #server: ViteDevServer;

	constructor(server: ViteDevServer) {
		this.#server = server;
		server.ws.on('connection', (socket) => {
			if (this.#error) socket.send(JSON.stringify(overlayMessage(this.#error)));
		});
		server.middlewares.use((request, response, next) => {
			if (!this.#error || !isForPage(request)) return next();
			response.writeHead(500, { 'content-type': 'text/html; charset=utf-8' });
			response.end(faultPage(this.#error, server.config.base));
		});
	}

	get hasFaults() {
		return this.#error !== undefined;
	}

	/** Shows faults, or ends the screen if there are none. */
	set(faults: readonly FileFault[]) {
		const error = new ContentError(faults);
		if (!faults.length) this.#clear();
		else if (this.#error?.message !== error.message) this.show(error);
	}

	show(error: Error) {
		this.#error = error;
		const { logger } = this.#server.config;
		logger.error(error instanceof ContentError ? error.message : (error.stack ?? error.message));
		this.#server.ws.send(overlayMessage(error));
	}

	/** The overlay of open pages goes when they reload. */
	#clear() {
		if (this.#error) this.#server.config.logger.info('The content has no faults.');
		this.#error = undefined;
	}
}

const overlayMessage = (error: Error) => ({ type: 'error', err: overlayError(error) }) as const;

/** Vite's client connects to the server, which sends what the overlay shows. The icon saves a request. */
const faultPage = ({ message }: Error, base: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Faults in the content</title>
<link rel="icon" href="data:,">
<script type="module" src="${base}@vite/client"></script>
<pre style="white-space: pre-wrap">${escapeXml(message)}</pre>
</html>
`;
