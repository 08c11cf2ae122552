/** Slugs of names that punctuation distinguishes; every other sign becomes a hyphen. */
const named: Readonly<Record<string, string>> = {
	'.net': 'dotnet',
	'c#': 'csharp',
	'f#': 'fsharp',
	'c++': 'cpp'
};

/** The part of a URL that stands for a tag: `.net` → `dotnet`, `node.js` → `node-js`. */
export const tagSlug = (tag: string): string =>
	Object.hasOwn(named, tag) ? named[tag]! : tag.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
