/**
 * The lazy half of every page: keeping, updating, installing. Loaded when a page is idle, so that
 * nothing of it stands between a reader and the text.
 */
import { registerWorker } from '$lib/features/offline/registration.ts';
import { openSaver } from '$lib/features/offline/article-cache.ts';
import { Reader } from '$lib/features/reading-log/log.ts';
import { DeviceState, type InstallPrompt } from './device-state.svelte.ts';
import { ReadingState } from '$lib/features/reading-log/reading-log.svelte.ts';
import { SavingState } from '$lib/features/offline/saving.svelte.ts';
import { byteSize } from '$lib/ui/byte-size.ts';
import styles from './device.css?url';
import ReaderRecord from '$lib/features/reading-log/ReadingHistory.svelte';
import SaveButton from '$lib/features/offline/SaveButton.svelte';
import SavedArticles from '$lib/features/offline/SavedArticles.svelte';
import DeviceView from './DeviceView.svelte';
import ReadingActions from '$lib/features/reading-log/ReadingActions.svelte';
import SaveList from './SaveList.svelte';

export interface ThisDevice {
	state: DeviceState;
	/** Null where the browser keeps nothing for the site. */
	saving: SavingState | null;
	reading: ReadingState;
	DeviceView: typeof DeviceView;
	ReadingActions: typeof ReadingActions;
	SaveButton: typeof SaveButton;
	SaveList: typeof SaveList;
	SavedArticles: typeof SavedArticles;
	ReaderRecord: typeof ReaderRecord;
	byteSize: typeof byteSize;
}

/** How often a lost network is looked for. */
const lookMilliseconds = 20_000;

/** Names in local storage, which the applications of an origin share. */
const notesAt = (scope: string) => ({
	get(name: string) {
		try {
			return localStorage.getItem(`offprint|${scope}|${name}`);
		} catch {
			return null;
		}
	},
	set(name: string, value: string) {
		try {
			localStorage.setItem(`offprint|${scope}|${name}`, value);
		} catch {
			// Not kept: it is asked again another time.
		}
	}
});

/** @param scope the base path with its slash */
export async function openDevice(scope: string): Promise<ThisDevice> {
	await addStyles();
	const state = new DeviceState(notesAt(scope));
	const saving = await openSaving(scope);
	const look = async () => {
		const wasOffline = state.offline;
		state.offline = saving
			? !(await saving.readPublished())
			: await fetch(`${scope}offline.json`, { cache: 'no-cache' }).then(
					() => false,
					() => true
				);
		const here = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content;
		if (!state.offline && saving?.list?.build === here) await saving?.refresh();
		if (wasOffline && !state.offline) state.checkForUpdate();
	};
	addEventListener('online', look);
	addEventListener('offline', () => (state.offline = true));
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState !== 'visible') return;
		void look();
		state.checkForUpdate();
	});
	setInterval(() => {
		if (state.offline && document.visibilityState === 'visible') void look();
	}, lookMilliseconds);
	const reading = new ReadingState(await Reader.open(scope));
	addEventListener('pageshow', ({ persisted }) => {
		if (persisted) void reading.refresh();
	});
	await look();
	await saving?.load();
	await connect(scope, state);
	return {
		state,
		saving,
		reading,
		DeviceView,
		ReadingActions,
		SaveButton,
		SaveList,
		SavedArticles,
		ReaderRecord,
		byteSize
	};
}

async function openSaving(scope: string): Promise<SavingState | null> {
	try {
		if (!('caches' in globalThis) || !('serviceWorker' in navigator)) return null;
		const saving = new SavingState(await openSaver({ scope }), scope);
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

function addStyles(): Promise<void> {
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	link.href = styles;
	return new Promise((resolve) => {
		link.onload = link.onerror = () => resolve();
		document.head.append(link);
	});
}
