import { resolve } from '$app/paths';

/** The URL of a path of the site, with the base path. */
export const href = (path: string): string => resolve(path as '/');
