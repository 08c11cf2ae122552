import { resolve } from '$app/paths';

/** The address of a path of the site, under the base path. */
export const href = (path: string): string => resolve(path as '/');
