import { JSDOM } from 'jsdom';

/**
 * A browser's parser of HTML and XML, and the nodes that it makes. Tests that need no more of a browser have
 * Vitest's environment `node`: for another one it ends a worker, with its modules, and starts the next.
 */
export const { DOMParser, Element, Text } = new JSDOM().window;
