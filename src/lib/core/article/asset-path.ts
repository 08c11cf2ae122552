/**
 * Why a file next to an article cannot be served under its name, with the cure; nothing if it can.
 * @param path below the article's folder, with forward slashes
 */
export function assetPathProblem(path: string): string | undefined {
	if (/(?:^|\/)\./.test(path)) return 'begins with a dot, which hosts hide; rename the file';
	if (/(?:^|\/)index\.html$/.test(path)) return 'would take the place of a page; rename the file';
	if (path === 'preview.png')
		return 'would take the place of the preview image that the build draws; rename the file';
	// SvelteKit 2.70 cannot prerender a path with # or ?.
	// eslint-disable-next-line no-control-regex -- they are what is looked for
	if (/[#?\\\0-\x1f]/.test(path))
		return 'holds a character (#, ? or \\) that cannot be served; rename the file';
	return /\.[A-Za-z0-9]+$/.test(path)
		? undefined
		: 'has no file extension, which its address needs; rename the file';
}
