/** The deferred part of the device room; it also brings offline and reading-log to a page. */
import './device.css';

export { default as ArticleActions } from './ArticleActions.svelte';
export { default as DeviceView } from './DeviceView.svelte';
export { openDevice } from './open-device.ts';
export { default as SaveArticle } from './SaveArticle.svelte';
export { default as SaveList } from './SaveList.svelte';
