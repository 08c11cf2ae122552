import type { OfflineList } from '$lib/core/offline/cache-entries.ts';
import { storageName } from '$lib/core/offline/storage-name.ts';
import { registerWorker } from '$lib/features/offline/registration.ts';
import { ArticleCache } from '$lib/features/offline/article-cache.ts';
import { ReadingLog } from '$lib/features/reading-log/log.ts';
import { DeviceState, type InstallPrompt } from './device-state.svelte.ts';
import { ReadingState } from '$lib/features/reading-log/reading-log.svelte.ts';
import { SavingState } from '$lib/features/offline/saving.svelte.ts';
import { buildOf, bundleOf } from '$lib/ui/dom/page-document.ts';
import type { Device } from './device.svelte.ts';

/** How often the network is checked while it is lost. */
const networkPollMs = 20_000;

/** Local storage under names of this site: the applications of an origin share it. */
const settingsAt = (scope: string) => ({
	get(name: string) {
		try {
			return localStorage.getItem(storageName(scope, name));
		} catch {
			return null;
		}
	},
	set(name: string, value: string) {
		try {
			localStorage.setItem(storageName(scope, name), value);
		} catch {
			// Not stored: the reader is asked again another time.
		}
	}
});

/**
 * Opens this device's storage, registers the service worker and watches the network.
 * @param scope the base path with its slash
 */
export async function openDevice(scope: string): Promise<Device> {
	const state = new DeviceState(settingsAt(scope));
	const saving = await openSaving(scope);
	const reading = new ReadingState(await ReadingLog.open(scope));
	const checkNetwork = async () => {
		const wasOffline = state.offline;
		const list = await readList(scope, saving);
		state.offline = !list;
		if (list && isOfThisTab(list)) {
			await reading.followRenamed(list.renamed ?? {});
			await saving?.refresh();
		}
		if (wasOffline && !state.offline) state.checkForUpdate();
	};
	addEventListener('online', checkNetwork);
	addEventListener('offline', () => (state.offline = true));
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState !== 'visible') return;
		void checkNetwork();
		state.checkForUpdate();
	});
	setInterval(() => {
		if (state.offline && document.visibilityState === 'visible') void checkNetwork();
	}, networkPollMs);
	addEventListener('pageshow', ({ persisted }) => {
		if (persisted) void reading.refresh();
	});
	await checkNetwork();
	await saving?.load();
	// Not awaited: WebKit may never finish registering a worker if another page was left meanwhile.
	void connect(scope, state);
	return { state, saving, reading };
}

/** The list of the server's build; null without a network. */
async function readList(scope: string, saving: SavingState | null): Promise<OfflineList | null> {
	if (saving) return (await saving.readPublished()) ? saving.list : null;
	return fetch(`${scope}offline.json`, { cache: 'no-cache' }).then(
		(response) => response.json().catch(() => null) as Promise<OfflineList | null>,
		() => null
	);
}

/** Whether the server's build is that of the open page; an article's page belongs to every build of its bundle. */
function isOfThisTab({ build, bundle }: OfflineList): boolean {
	const named = buildOf(document);
	return named ? build === named.build : bundle === bundleOf(document);
}

async function openSaving(scope: string): Promise<SavingState | null> {
	try {
		if (!('caches' in globalThis) || !('serviceWorker' in navigator)) return null;
		const saving = new SavingState(await ArticleCache.open(scope), scope);
		await saving.readSaved();
		return saving;
	} catch {
		return null;
	}
}

async function connect(scope: string, state: DeviceState) {
	addEventListener('beforeinstallprompt', (event) => {
		event.preventDefault();
		state.offerInstall(event as unknown as InstallPrompt);
	});
	const worker = await registerWorker(scope, {
		onwaiting: (version) => state.offerUpdate(version),
		oninstalled: () => (state.worker = 'installed'),
		onfailed: () => (state.worker = 'failed')
	});
	state.connect(worker);
}
