/** What the page of saved articles shows of the device. */
export { default as SavedHistory } from './SavedHistory.svelte';
export { default as SavedList } from './SavedList.svelte';
