/** One path for `/a/`, `/a` and `/a/index.html`, which hosts answer with the same file. */
export const canonicalPath = (path: string): string => path.replace(/(?:\/index\.html|\/)?$/, '/');

/** A part of a path as it reads; as it stands where its escapes are damaged. */
export function decodePath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
