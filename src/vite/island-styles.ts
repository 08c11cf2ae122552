import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Vite's manifest of the browser's part: source file → what was made of it. */
type Manifest = Record<string, { css?: string[] }>;

/**
 * Links the style sheets of a page's islands in its head. A component's styles otherwise come with
 * its code, so without a script, and until it arrives, a figure would have none.
 * @param page the page's file
 * @param manifest where Vite wrote its manifest
 */
export async function linkIslandStyles(page: string, manifest: string): Promise<void> {
	const html = await readFile(page, 'utf8');
	const islands = [...html.matchAll(/ data-island="([^"]+)"/g)].map(([, name]) => name!);
	if (!islands.length) return;
	const chunks = Object.entries(JSON.parse(await readFile(manifest, 'utf8')) as Manifest);
	const sheets = new Set(
		islands.flatMap((name) => chunks.find(([source]) => source.endsWith(`/${name}`))?.[1].css ?? [])
	);
	const base = process.env.BASE_PATH ?? '';
	const links = [...sheets].map((sheet) => `<link rel="stylesheet" href="${base}/${sheet}">`);
	await writeFile(
		page,
		html.replace('</head>', () => `${links.join('')}</head>`)
	);
}

/** Where SvelteKit has Vite's manifest of the browser's part. */
export const clientManifest = () =>
	join('.svelte-kit', process.env.OFFPRINT_WORK ?? '', 'output/client/.vite/manifest.json');
