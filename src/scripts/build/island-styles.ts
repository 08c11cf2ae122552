import { readFile, writeFile } from 'node:fs/promises';
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
 * Links the style sheets of islands, and of components that they import, in the heads of their pages.
 * Otherwise styles load with the component's code, so a figure would have none until then, and never
 * without JavaScript.
 * @param pages files of pages
 * @param bundleFolder has SvelteKit's client build in it
 */
export async function linkIslandStyles(pages: readonly string[], bundleFolder: string) {
	if (!pages.length) return;
	const manifestFile = join(bundleFolder, 'client/.vite/manifest.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
	const keys = Object.keys(manifest);
	const base = process.env.BASE_PATH ?? '';
	for (const page of pages) {
		const html = await readFile(page, 'utf8');
		const islands = [...html.matchAll(/ data-island="([^"]+)"/g)].map(([, name]) => name!);
		const sheets = islands.flatMap((name) => {
			const key = keys.find((source) => source.endsWith(`/${name}`));
			return key === undefined ? [] : stylesOf(manifest, key);
		});
		const missing = [...new Set(sheets)].filter((sheet) => !html.includes(sheet));
		if (!missing.length) continue;
		const links = missing.map((sheet) => `<link rel="stylesheet" href="${base}/${sheet}">`);
		await writeFile(
			page,
			html.replace('</head>', () => `${links.join('')}</head>`)
		);
	}
}
