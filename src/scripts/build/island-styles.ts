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
 * Links the style sheets of islands, and of components that they import, in the head of a page.
 * Otherwise styles load with the component's code, so a figure would have none until then, and never
 * without JavaScript.
 * @param bundleFolder has SvelteKit's client build in it
 */
export function linkIslandStyles(html: string, bundleFolder: string): string {
	const islands = [...html.matchAll(/ data-island="([^"]+)"/g)].map(([, name]) => name!);
	if (!islands.length) return html;
	const manifestFile = join(bundleFolder, 'client/.vite/manifest.json');
	const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
	const keys = Object.keys(manifest);
	const sheets = islands.flatMap((name) => {
		const key = keys.find((source) => source.endsWith(`/${name}`));
		return key === undefined ? [] : stylesOf(manifest, key);
	});
	const missing = [...new Set(sheets)].filter((sheet) => !html.includes(sheet));
	const base = process.env.BASE_PATH ?? '';
	const links = missing.map((sheet) => `<link rel="stylesheet" href="${base}/${sheet}">`);
	return html.replace('</head>', () => `${links.join('')}</head>`);
}
