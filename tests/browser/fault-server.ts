import {
	createServer,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type Server,
	type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Site } from '../built/build-sites.ts';
import { blankPage, handlerOf } from './site-requests.ts';

/** How a request fails. */
export type Fault =
	/** The socket is destroyed. */
	| 'destroy'
	/** Half of the body, then the socket is destroyed. */
	| 'cut'
	/** A captive portal's page, with status 200. */
	| 'portal'
	/** No response for half a minute. */
	| 'hang'
	/** A script that does nothing. */
	| 'idle script'
	| 404
	| 500;

const portalPage =
	'<!doctype html><html lang="en"><title>Wi-Fi</title><h1>Welcome to the free Wi-Fi</h1></html>';

export interface FaultServer {
	origin: string;
	/** Paths requested since the last `forget`, below the base path. */
	asked: string[];
	forget(): void;
	/** Replaces the site like a deployment: the old files are gone. */
	deploy(site: Site): void;
	/** Destroys every socket, also those that are opened later. */
	down(): void;
	up(): void;
	/** Makes requests fail from now on, by path below the base path; `null` ends it. */
	fail(fault: ((path: string) => Fault | null | undefined) | null): void;
	/**
	 * Answers a number of requests for these paths, and no more of them until the returned function is called. What
	 * is shown meanwhile stays, however slow the test is.
	 */
	hold(paths: RegExp, after: number): () => void;
	/** Delay of each response. */
	delay: number;
	/** Code before that of the worker. */
	workerPrefix: string;
	/** Serves the first site again, and nothing fails. */
	recover(): void;
	close(): Promise<void>;
}

interface Hold {
	paths: RegExp;
	/** How many more requests are answered. */
	left: number;
	answers: (() => void)[];
}

/** Lets the file of a response, which is sent as it is, begin with other code. */
function prefix(request: IncomingMessage, response: ServerResponse, code: string) {
	if (!code) return;
	delete request.headers['accept-encoding'];
	delete request.headers['if-none-match'];
	const writeHead = response.writeHead.bind(response);
	response.writeHead = ((status: number, headers: OutgoingHttpHeaders) => {
		const length = Number(headers['Content-Length']) + Buffer.byteLength(code);
		writeHead(status, { ...headers, 'Content-Length': length });
		response.write(code);
		return response;
	}) as typeof response.writeHead;
}

export async function openFaultServer(first: Site): Promise<FaultServer> {
	let site = first;
	let handler = handlerOf(first);
	let isDown = false;
	let faultOf: ((path: string) => Fault | null | undefined) | null = null;
	const timers = new Set<NodeJS.Timeout>();
	let held: Hold | null = null;

	function later(milliseconds: number, work: () => void) {
		const timer = setTimeout(() => {
			timers.delete(timer);
			work();
		}, milliseconds);
		timers.add(timer);
	}

	function stopTimers() {
		for (const timer of timers) clearTimeout(timer);
		timers.clear();
	}

	const server: Server = createServer((request, response) => {
		if (request.url === blankPage) return handler(request, response);
		const path = (request.url ?? '/').slice(site.base.length + 1).split('?')[0]!;
		self.asked.push(path);
		const fault = faultOf?.(path);
		if (path === 'service-worker.js') prefix(request, response, self.workerPrefix);
		if (fault) misbehave(fault, request, response);
		else if (held?.paths.test(path) && held.left-- <= 0)
			held.answers.push(() => handler(request, response));
		else if (self.delay) later(self.delay, () => handler(request, response));
		else handler(request, response);
	});
	server.keepAliveTimeout = 1;
	server.on('connection', (socket) => {
		if (isDown) socket.destroy();
	});

	function misbehave(fault: Fault, request: IncomingMessage, response: ServerResponse) {
		switch (fault) {
			case 'destroy':
				return void request.socket.destroy();
			case 'portal':
				response.writeHead(200, { 'Content-Type': 'text/html' });
				return void response.end(portalPage);
			case 'idle script':
				response.writeHead(200, { 'Content-Type': 'text/javascript' });
				return void response.end();
			case 'hang':
				return later(30_000, () => request.socket.destroy());
			case 'cut':
				response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': 100_000 });
				response.write('<!doctype html><p>Half');
				return later(50, () => request.socket.destroy());
			default:
				response.writeHead(fault, { 'Content-Type': 'text/html' });
				response.end('<!doctype html><p>No');
		}
	}

	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	server.unref();
	const self: FaultServer = {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked: [],
		forget: () => void (self.asked = []),
		deploy(next) {
			site = next;
			handler = handlerOf(next);
		},
		down() {
			isDown = true;
			server.closeAllConnections();
		},
		up: () => void (isDown = false),
		fail: (fault) => void (faultOf = fault),
		hold(paths, left) {
			const hold: Hold = (held = { paths, left, answers: [] });
			return () => {
				if (held === hold) held = null;
				for (const answer of hold.answers.splice(0)) answer();
			};
		},
		delay: 0,
		workerPrefix: '',
		recover() {
			stopTimers();
			server.closeAllConnections();
			self.deploy(first);
			self.up();
			self.fail(null);
			self.forget();
			held = null;
			Object.assign(self, { delay: 0, workerPrefix: '' });
		},
		async close() {
			stopTimers();
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		}
	};
	return self;
}
