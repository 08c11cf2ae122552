import type { WorkerHandle } from '$lib/features/offline/registration.ts';

/** The event of `beforeinstallprompt`, which is not in the platform's types. */
export interface InstallPrompt {
	prompt(): Promise<unknown>;
}

/** Small settings; storage may be blocked, full, or hold garbage. */
interface SettingStorage {
	get(name: string): string | null;
	set(name: string, value: string): void;
}

/** Whether the site is installed on this device, connected and up to date. */
export class DeviceState {
	#settings: SettingStorage;
	#worker: WorkerHandle | null = null;
	/** The last attempt to reach the server failed. */
	offline = $state(false);
	worker = $state<'unknown' | 'none' | 'installed' | 'failed'>('unknown');
	/** A waiting version that was not declined. */
	update = $state.raw<string | null>(null);
	/** Set while the browser offers to install the site. */
	install = $state.raw<InstallPrompt | null>(null);

	constructor(settings: SettingStorage) {
		this.#settings = settings;
	}

	/** Sets the registered worker; null if there can be none. */
	connect(worker: WorkerHandle | null) {
		this.#worker = worker;
		if (!worker && this.worker === 'unknown') this.worker = 'none';
	}

	offerUpdate(version: string) {
		if (this.#settings.get('declinedVersion') !== version) this.update = version;
	}

	acceptUpdate() {
		this.#worker?.takeOver();
	}

	/** Hides the notice until the next version; this one still takes over at a full navigation. */
	declineUpdate() {
		if (this.update) this.#settings.set('declinedVersion', this.update);
		this.update = null;
	}

	offerInstall(prompt: InstallPrompt) {
		this.install = prompt;
	}

	acceptInstall() {
		void this.install?.prompt();
		this.install = null;
	}

	declineInstall() {
		this.install = null;
	}

	checkForUpdate() {
		this.#worker?.check();
	}
}
