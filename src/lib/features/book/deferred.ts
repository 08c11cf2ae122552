/** The deferred part of the book room: it makes a book of what a list shows. */
export { default as BookProgress } from './BookProgress.svelte';
