/** The deferred part of the device room, and what it brings to a page of offline and reading-log. */
import './device.css';

export { default as SaveButton } from '$lib/features/offline/SaveButton.svelte';
export { default as SavedArticles } from '$lib/features/offline/SavedArticles.svelte';
export { default as ReadingActions } from '$lib/features/reading-log/ReadingActions.svelte';
export { default as ReadingHistory } from '$lib/features/reading-log/ReadingHistory.svelte';
export { default as DeviceView } from './DeviceView.svelte';
export { openDevice } from './open-device.ts';
export { default as SaveList } from './SaveList.svelte';
