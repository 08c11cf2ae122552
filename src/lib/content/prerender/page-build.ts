import { version } from '$app/environment';
import { base } from '$app/paths';
import type { NamedBuild } from '$lib/core/article/named-build.ts';
import { currentLibrary, snapshotFolder } from '$lib/content/library/current.ts';
import { generatedFolder } from '$lib/content/library/content-folder.ts';
import { readPageBuild, readRelated, type Related } from '$lib/content/library/snapshot.ts';

/** What SvelteKit writes into the template, which knows the code and not the content. */
export const templateBundle = `name="bundle" content="${version}"`;

let read: NamedBuild | undefined;
let related: Related | undefined;

/** Of the pages that are being made; `undefined` during development. */
function pageBuild(): NamedBuild | undefined {
	const folder = snapshotFolder();
	return folder === undefined ? undefined : (read ??= readPageBuild(folder));
}

const isOfArticle = (route: string | null) =>
	route !== null && route.startsWith('/[category=category]/[slug=slug]');

/**
 * What stands in its place: besides, the build that the page belongs to, and where its files are. The pages of
 * an article do not say that, so that they stay as they are when articles change that they do not link.
 * @param route SvelteKit's id of the page's route
 */
export function bundleAttributes(route: string | null): string {
	const made = pageBuild();
	if (made && isOfArticle(route)) return templateBundle;
	const { build, catalogue, index }: NamedBuild = made ?? {
		build: version,
		catalogue: `${base}/${generatedFolder()}/catalogue.json`,
		index: `${base}/${generatedFolder()}/index.json`
	};
	return `${templateBundle} data-build="${build}" data-catalogue="${catalogue}" data-index="${index}"`;
}

/** The ids of the articles that are most similar to one. */
export async function relatedTo(id: string): Promise<readonly string[]> {
	const folder = snapshotFolder();
	if (folder !== undefined) return (related ??= readRelated(folder))[id] ?? [];
	const { development } = await currentLibrary();
	return development?.related[id] ?? [];
}
