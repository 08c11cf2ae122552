import { vi } from 'vitest';
import type { PrecacheEntry } from '../../../../src/lib/core/offline/cache-entries.ts';
import type { Browser } from './browser.ts';

type Listener = (event: object) => void;

/** One version of a worker, running in modules of its own. */
export class RunningWorker {
	readonly script: string;
	readonly version: string;
	readonly #bundle: string;
	skipsWaiting = false;
	#scope: { location: { origin: string; href: string } };
	#listeners = new Map<string, Listener>();

	private constructor(script: string, browser: Browser) {
		const { version, bundle, precacheManifest } = JSON.parse(script) as {
			version: string;
			bundle: string;
			precacheManifest: PrecacheEntry[];
		};
		this.script = script;
		this.version = version;
		this.#bundle = bundle;
		const location = { origin: browser.origin, href: `${browser.origin}/service-worker.js` };
		const scope = {
			buildVersion: version,
			precacheManifest,
			location,
			registration: {
				scope: `${browser.origin}/`,
				get waiting() {
					return browser.waiting;
				}
			},
			clients: {
				claim: async () => browser.claim(),
				matchAll: async ({ includeUncontrolled = false }) =>
					browser.clients.filter((tab) => includeUncontrolled || tab.controller === this)
			},
			caches: browser.caches,
			addEventListener: (type: string, listener: Listener) => this.#listeners.set(type, listener),
			skipWaiting: () => {
				this.skipsWaiting = true;
				return browser.activateIfPossible();
			}
		};
		this.#scope = scope;
	}

	/** Runs the modules of the worker that a build would have bundled to this script. */
	static async start(script: string, browser: Browser): Promise<RunningWorker> {
		const worker = new RunningWorker(script, browser);
		vi.resetModules();
		vi.stubGlobal('workerBundle', worker.#bundle);
		vi.stubGlobal('self', worker.#scope);
		vi.stubGlobal('location', worker.#scope.location);
		await (browser.usual
			? import('./usual-worker.ts')
			: import('../../../../src/service-worker/index.ts'));
		return worker;
	}

	/** Dispatches an event; rejects if what it waits for does. */
	async dispatch(type: string, properties: object = {}): Promise<void> {
		const work: Promise<unknown>[] = [];
		const waitUntil = (promise: Promise<unknown>) => {
			promise.catch(() => {});
			work.push(promise);
		};
		// Versions share a global object here. The site's handlers read `self` before they wait.
		vi.stubGlobal('self', this.#scope);
		this.#listeners.get(type)?.({ ...properties, type, waitUntil });
		// Waiting for one may add others.
		for (let index = 0; index < work.length; index++) await work[index];
	}

	/** The worker's response to a request, an error if it rejects; `null` if it leaves it to the network. */
	async respond(request: Request): Promise<Response | null> {
		let answer: Promise<Response> | null = null;
		const respondWith = (response: Promise<Response>) => void (answer = response);
		const work = this.dispatch('fetch', { request, respondWith });
		const response = await (answer as Promise<Response> | null)?.catch(() => Response.error());
		await work.catch(() => {});
		return response ?? null;
	}
}
