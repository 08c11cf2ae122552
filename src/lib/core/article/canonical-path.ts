/** Maps `/a/`, `/a` and `/a/index.html`, which hosts serve from the same file, to `/a/`. */
export const canonicalPath = (path: string): string => path.replace(/(?:\/index\.html|\/)?$/, '/');

/** Decodes a part of a path; returns it unchanged if its escapes are malformed. */
export function decodePath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
