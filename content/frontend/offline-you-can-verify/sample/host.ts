import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { keptArticlesPlace, type OfflineList } from '../../../../src/lib/core/offline/cache-entries.ts';

/** How a request fails: no connection, half of a response, a sign-in page, silence, or a status. */
export type Fault = 'destroy' | 'cut' | 'portal' | 'hang' | 404 | 500;

interface HostedFile {
	type: string;
	body: string;
}

export const articlePath = '/backend/outbox/';
export const scriptOf = (build: string) => `/_app/immutable/later.${build}.js`;

const page = (bundle: string, heading: string, rest = '') =>
	`<!doctype html><meta name="bundle" content="${bundle}"><h1>${heading}</h1>${rest}`;

const html = (body: string): HostedFile => ({ type: 'text/html; charset=utf-8', body });

const hash = (text: string) => createHash('sha256').update(text).digest('base64');

/**
 * A site of five files in the layout of this one: a home page, an article, and a script.
 * @param bundle the build whose script and article it has
 */
function filesOf(build: string, bundle = build): Map<string, HostedFile> {
	const files = new Map<string, HostedFile>([
		[scriptOf(bundle), { type: 'text/javascript', body: `export default '${bundle}';` }],
		['/', html(page(bundle, 'Home', `<p>Build ${build}.</p>`))],
		['/offline/', html(page(bundle, 'Offline', keptArticlesPlace))],
		[articlePath, html(page(bundle, 'Outbox', `<p>Edition ${bundle}.</p>`))],
		['/backend/outbox.json', { type: 'application/json', body: '{"sections":[]}' }]
	]);
	const built = (path: string) => {
		const { body } = files.get(path)!;
		return { path: path.slice(1), bytes: body.length, hash: hash(body) };
	};
	const precache = [scriptOf(bundle), '/', '/offline/'].map((path) => ({
		url: path.slice(1),
		revision: path.startsWith('/_app/') ? null : built(path).hash.slice(0, 12),
		integrity: `sha256-${built(path).hash}`
	}));
	const list: OfflineList = {
		build,
		bundle,
		articles: {
			'backend/outbox': {
				hash: bundle,
				files: [built(articlePath), built('/backend/outbox.json')]
			}
		}
	};
	const worker = JSON.stringify({ version: build, bundle, precacheManifest: precache });
	files.set('/offline.json', { type: 'application/json', body: JSON.stringify(list) });
	files.set('/service-worker.js', { type: 'text/javascript', body: worker });
	return files;
}

const portal = '<!doctype html><title>Network</title><h1>Sign in to the network</h1>';

/** An HTTP server for one build at a time, which can be made to fail. */
export class Host {
	origin = '';
	isDown = false;
	/** Paths that were answered with the file that is there. */
	served: string[] = [];
	/** The fault of a path; none by default. */
	fault: (path: string) => Fault | undefined = () => undefined;
	#files = filesOf('A');
	#server = createServer((request, response) => this.#answer(request, response));

	async listen(): Promise<this> {
		await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
		this.#server.keepAliveTimeout = 1;
		this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
		return this;
	}

	/**
	 * Replaces the build; the files of the last one are gone.
	 * @param bundle see `filesOf`
	 */
	deploy(build: string, bundle?: string) {
		this.#files = filesOf(build, bundle);
	}

	/** As when an upload stops in the middle, or one of two servers is not up to date yet. */
	deployWithout(build: string, path: string) {
		const last = this.#files.get(path);
		this.deploy(build);
		if (last) this.#files.set(path, last);
		else this.#files.delete(path);
	}

	#answer(request: IncomingMessage, response: ServerResponse) {
		const path = request.url!.split('?')[0]!;
		const fault = this.isDown ? 'destroy' : this.fault(path);
		const file = this.#files.get(path);
		if (fault === 'destroy') return void request.socket.destroy();
		if (fault === 'hang') return;
		if (fault === 'portal') return void send(response, 200, html(portal));
		if (fault === 'cut' && file) return void cut(request, response, file);
		if (fault || !file) return void send(response, fault === 500 ? 500 : 404, html('No'));
		this.served.push(path);
		send(response, 200, file);
	}

	async close() {
		this.#server.closeAllConnections();
		await new Promise((done) => this.#server.close(done));
	}
}

function send(response: ServerResponse, status: number, { type, body }: HostedFile) {
	response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
	response.end(body);
}

/** Half of the body, then the connection is closed. */
function cut({ socket }: IncomingMessage, response: ServerResponse, { type, body }: HostedFile) {
	response.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
	response.write(body.slice(0, body.length / 2), () => socket.destroy());
}
