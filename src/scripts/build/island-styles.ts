import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Vite's manifest of the client build: each chunk with the keys of those that it imports. */
type Manifest = Record<string, { css?: string[]; imports?: string[] }>;

/** Style sheets of a chunk and of every chunk that it imports, the imported ones first. */
function stylesOf(manifest: Manifest, key: string, seen = new Set<string>()): string[] {
	if (seen.has(key)) return [];
	seen.add(key);
	const { css = [], imports = [] } = manifest[key]!;
	return [...imports.flatMap((other) => stylesOf(manifest, other, seen)), ...css];
}

/**
 * @param bundleFolder has SvelteKit's client build in it
 * @returns links the style sheets of islands, and of components that they import, in the head of a page. Otherwise
 * styles load with the component's code, so a figure would have none until then, and never without JavaScript.
 */
export function islandStyles(bundleFolder: string): (html: string) => string {
	const base = process.env.BASE_PATH ?? '';
	let manifest: Manifest | undefined;
	const sheetsOf = (island: string) => {
		manifest ??= readManifest(bundleFolder);
		const key = Object.keys(manifest).find((source) => source.endsWith(`/${island}`));
		return key === undefined ? [] : stylesOf(manifest, key);
	};
	return (html) => {
		const islands = [...html.matchAll(/ data-island="([^"]+)"/g)].map(([, name]) => name!);
		const sheets = new Set(islands.flatMap(sheetsOf));
		const missing = [...sheets].filter((sheet) => !html.includes(sheet));
		const links = missing.map((sheet) => `<link rel="stylesheet" href="${base}/${sheet}">`);
		return html.replace('</head>', () => `${links.join('')}</head>`);
	};
}

const readManifest = (bundleFolder: string) =>
	JSON.parse(readFileSync(join(bundleFolder, 'client/.vite/manifest.json'), 'utf8')) as Manifest;
