import { createContext } from 'svelte';
import type { SavingState } from '$lib/features/offline/saving.svelte.ts';
import type { ReadingState } from '$lib/features/reading-log/reading-log.svelte.ts';
import type { DeviceState } from './device-state.svelte.ts';

/** What is stored on this device, and whether the site is installed and connected. */
export interface Device {
	state: DeviceState;
	/** Null if the browser stores nothing for the site. */
	saving: SavingState | null;
	reading: ReadingState;
}

/** Holds the device once its code has loaded and its storage is open. */
export class DeviceContext {
	current = $state.raw<Device | null>(null);
}

export const [getDevice, setDevice] = createContext<DeviceContext>();
