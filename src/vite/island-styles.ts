import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Vite's manifest of the client build: the output of each source file. */
type Manifest = Record<string, { css?: string[] }>;

/**
 * Links the style sheets of pages' islands in their heads. A component's styles otherwise come with
 * its code, so without a script, and until it arrives, a figure would have none.
 * @param pages files of pages
 * @param serverFolder where SvelteKit built its server; the browser's part is beside it
 */
export async function linkIslandStyles(pages: readonly string[], serverFolder: string) {
	if (!pages.length) return;
	const manifest = join(serverFolder, '../client/.vite/manifest.json');
	const chunks = Object.entries(JSON.parse(await readFile(manifest, 'utf8')) as Manifest);
	const base = process.env.BASE_PATH ?? '';
	for (const page of pages) {
		const html = await readFile(page, 'utf8');
		const islands = [...html.matchAll(/ data-island="([^"]+)"/g)].map(([, name]) => name!);
		const sheets = new Set(
			islands.flatMap(
				(name) => chunks.find(([source]) => source.endsWith(`/${name}`))?.[1].css ?? []
			)
		);
		if (!sheets.size) continue;
		const links = [...sheets].map((sheet) => `<link rel="stylesheet" href="${base}/${sheet}">`);
		await writeFile(
			page,
			html.replace('</head>', () => `${links.join('')}</head>`)
		);
	}
}
