export interface WorkerEvents {
	/** Another version is installed and waits for the open pages to go. */
	onwaiting(version: string): void;
	/** The site is installed on this device: it opens without a network. */
	oninstalled(): void;
	/** It could not be installed: no room, or a file that did not come. */
	onfailed(): void;
}

export interface WorkerHandle {
	/** Looks for a new version. */
	check(): void;
	/** The waiting version takes over; this page loads anew once it has. */
	take(): void;
}

/**
 * Registers the service worker and follows its versions; `null` where the browser has none or
 * refuses.
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
		// A page in a sandbox may not even look.
	}
	if (!container) return null;
	let registration: ServiceWorkerRegistration;
	try {
		registration = await container.register(`${scope}service-worker.js`, {
			scope,
			updateViaCache: 'none'
		});
	} catch {
		// The script may be unreachable now, or broken for good: a worker of an earlier visit stays.
		const earlier = await container.getRegistration(scope).catch(() => undefined);
		if (!earlier?.active) {
			events.onfailed();
			return null;
		}
		registration = earlier;
	}
	const tell = async (worker: ServiceWorker) => {
		if (registration.active) {
			const version = await versionOf(worker);
			if (version) events.onwaiting(version);
		}
	};
	const follow = (worker: ServiceWorker) =>
		worker.addEventListener('statechange', () => {
			if (worker.state === 'installed') void tell(worker);
			if (worker.state === 'activated') events.oninstalled();
			if (worker.state === 'redundant' && !registration.active) events.onfailed();
		});
	if (registration.installing) follow(registration.installing);
	registration.addEventListener('updatefound', () => {
		if (registration.installing) follow(registration.installing);
	});
	if (registration.active) events.oninstalled();
	if (registration.waiting) void tell(registration.waiting);
	return {
		check: () => void registration.update().catch(() => {}),
		take() {
			container.addEventListener('controllerchange', () => location.reload(), { once: true });
			registration.waiting?.postMessage({ type: 'take' });
		}
	};
}

/** The version that a worker is of; `null` where it does not answer. */
function versionOf(worker: ServiceWorker): Promise<string | null> {
	const { port1, port2 } = new MessageChannel();
	return new Promise((resolve) => {
		port1.onmessage = ({ data }) => resolve(typeof data === 'string' ? data : null);
		setTimeout(() => resolve(null), 3000);
		worker.postMessage({ type: 'version' }, [port2]);
	});
}
