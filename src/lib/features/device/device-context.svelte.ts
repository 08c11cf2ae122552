import { createContext } from 'svelte';
import type { ThisDevice } from './open-device.ts';

/** Holds what the device keeps, once the page is idle and that code is there. */
export class DeviceSlot {
	current = $state.raw<ThisDevice | null>(null);
}

export const [getDeviceSlot, setDeviceSlot] = createContext<DeviceSlot>();
