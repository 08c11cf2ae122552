/** Slugs of names that differ only in punctuation; in other tags it becomes a hyphen. */
const slugsByTag: Readonly<Record<string, string>> = {
	'.net': 'dotnet',
	'c#': 'csharp',
	'f#': 'fsharp',
	'c++': 'cpp'
};

/** The part of a URL that identifies a tag: `.net` → `dotnet`, `node.js` → `node-js`. */
export const tagSlug = (tag: string): string =>
	Object.hasOwn(slugsByTag, tag)
		? slugsByTag[tag]!
		: tag.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
