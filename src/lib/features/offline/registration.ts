import { trustedScript } from '$lib/ui/dom/trusted-types.ts';

const versionTimeoutMs = 3000;

export interface WorkerEvents {
	/** Another version is installed and waits until the open pages are closed. */
	onwaiting(version: string): void;
	/** The site is installed on this device and opens without a network. */
	oninstalled(): void;
	/** Installation failed: no space, or a file could not be fetched. */
	onfailed(): void;
}

export interface WorkerHandle {
	/** Looks for a new version. */
	check(): void;
	/** Activates the waiting version, then reloads this page. */
	takeOver(): void;
}

/**
 * Registers the service worker and reports its versions; `null` if the browser has no service
 * workers or refuses.
 * @param scope the base path with its slash
 */
export async function registerWorker(
	scope: string,
	events: WorkerEvents
): Promise<WorkerHandle | null> {
	let container: ServiceWorkerContainer | undefined;
	try {
		container = navigator.serviceWorker;
	} catch {
		// In a sandboxed page the property throws.
	}
	if (!container) return null;
	let registration: ServiceWorkerRegistration;
	try {
		registration = await container.register(trustedScript(`${scope}service-worker.js`), {
			scope,
			updateViaCache: 'none'
		});
	} catch {
		// The script may be unreachable or broken; a worker of an earlier visit still works.
		const earlier = await container.getRegistration(scope).catch(() => undefined);
		if (!earlier?.active) {
			events.onfailed();
			return null;
		}
		registration = earlier;
	}
	const reportWaiting = async (worker: ServiceWorker) => {
		if (registration.active) {
			const version = await versionOf(worker);
			if (version) events.onwaiting(version);
		}
	};
	const watch = (worker: ServiceWorker) =>
		worker.addEventListener('statechange', () => {
			if (worker.state === 'installed') void reportWaiting(worker);
			if (worker.state === 'activated') events.oninstalled();
			if (worker.state === 'redundant' && !registration.active) events.onfailed();
		});
	if (registration.installing) watch(registration.installing);
	registration.addEventListener('updatefound', () => {
		if (registration.installing) watch(registration.installing);
	});
	if (registration.active) events.oninstalled();
	if (registration.waiting) void reportWaiting(registration.waiting);
	return {
		check: () => void registration.update().catch(() => {}),
		takeOver() {
			container.addEventListener('controllerchange', () => location.reload(), { once: true });
			registration.waiting?.postMessage({ type: 'take' });
		}
	};
}

/** The version of a worker; `null` if it does not respond. */
function versionOf(worker: ServiceWorker): Promise<string | null> {
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = ({ data }) => resolve(typeof data === 'string' ? data : null);
		setTimeout(() => resolve(null), versionTimeoutMs);
		worker.postMessage({ type: 'version' }, [port2]);
	});
}
