/** The deferred part of the book room: it makes a book of what a list shows. */
export { openProgress } from './open-progress.ts';
