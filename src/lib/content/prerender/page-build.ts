import { version } from '$app/environment';
import { base } from '$app/paths';
import { currentLibrary, snapshotFolder } from '$lib/content/library/current.ts';
import { generatedFolder } from '$lib/content/library/content-folder.ts';
import { readPageBuild, type PageBuild } from '$lib/content/library/snapshot.ts';

/** What SvelteKit writes into the template, which knows the code and not the content. */
export const templateBuild = `name="build" content="${version}"`;

let read: PageBuild | undefined;

/** Of the pages that are being made; `undefined` during development. */
function pageBuild(): PageBuild | undefined {
	const folder = snapshotFolder();
	return folder === undefined ? undefined : (read ??= readPageBuild(folder));
}

/** What stands in its place: the build that the page belongs to, and where its files are. */
export function buildAttributes(): string {
	const files: Pick<PageBuild, 'version' | 'catalogue' | 'index'> = pageBuild() ?? {
		version,
		catalogue: `${base}/${generatedFolder()}/catalogue.json`,
		index: `${base}/${generatedFolder()}/index.json`
	};
	return `name="build" content="${files.version}" data-catalogue="${files.catalogue}" data-index="${files.index}"`;
}

/** The ids of the articles that are most similar to one. */
export async function relatedTo(id: string): Promise<readonly string[]> {
	const { development } = await currentLibrary();
	return (pageBuild() ?? development)?.related[id] ?? [];
}
