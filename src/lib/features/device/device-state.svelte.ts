import type { WorkerHandle } from '$lib/features/offline/registration.ts';

/** What `beforeinstallprompt` brings; not in the platform's types. */
export interface InstallPrompt {
	prompt(): Promise<unknown>;
}

/** Storage that may be blocked, full, or hold garbage. */
interface Notes {
	get(name: string): string | null;
	set(name: string, value: string): void;
}

/** How the site stands on this device: installed or not, connected or not, up to date or not. */
export class DeviceState {
	#notes: Notes;
	#worker: WorkerHandle | null = null;
	/** The last attempt to reach the server failed. */
	offline = $state(false);
	worker = $state<'unknown' | 'none' | 'installed' | 'failed'>('unknown');
	/** A version that waits and was not declined. */
	update = $state.raw<string | null>(null);
	/** The browser would install the site. */
	install = $state.raw<InstallPrompt | null>(null);

	constructor(notes: Notes) {
		this.#notes = notes;
	}

	/** Hands over the registered worker; null where there can be none. */
	connect(worker: WorkerHandle | null) {
		this.#worker = worker;
		if (!worker && this.worker === 'unknown') this.worker = 'none';
	}

	offerUpdate(version: string) {
		if (this.#notes.get('declinedVersion') !== version) this.update = version;
	}

	acceptUpdate() {
		this.#worker?.take();
	}

	/** Silent until the next version; this one is still taken at a full navigation. */
	declineUpdate() {
		if (this.update) this.#notes.set('declinedVersion', this.update);
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
