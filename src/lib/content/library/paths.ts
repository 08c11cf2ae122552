import { statSync } from 'node:fs';

/** Whether a path is a file, or a symbolic link to one. */
export const isFile = (path: string): boolean =>
	statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** A path with `/` on every system. */
export const slashes = (path: string): string => path.replaceAll('\\', '/');
