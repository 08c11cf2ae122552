import type { OfflineList } from '$lib/core/offline/cache-entries.ts';

// What can be saved by itself: an article under its id, `category/slug`, and the sample of an
// article under `category/slug/sample`.

export const sampleIdOf = (articleId: string) => `${articleId}/sample`;

export const isSampleId = (id: string) => id.split('/').length === 3;

/** The id of the article that a unit is, or whose sample it is. */
export const articleIdOf = (id: string) => id.split('/', 2).join('/');

/**
 * The unit that a saved file belongs to. The pages of a sample are its own; an image in the sample's
 * folder is shown by the article.
 * @param path below the base path: `a/b/`, `a/b/figure.png` and `a/b.json` belong to `a/b`
 */
export const unitOf = (path: string) =>
	isSamplePage(path) ? sampleIdOf(articleIdOf(path)) : articleIdOf(path).replace(/\.json$/, '');

const isSamplePage = (path: string) => /^[^/]+\/[^/]+\/sample\/(?:.+\/)?$/.test(path);

/** Whether a path is the page of a unit: it is saved last, so a saved page means a whole unit. */
export const isUnitPage = (path: string) => /^[^/]+\/[^/]+\/(?:sample\/)?$/.test(path);

/** What the build's list says of a unit; `undefined` if it is not published. */
export function publishedUnit(
	list: OfflineList,
	id: string
): { hash: string; bytes: number } | undefined {
	const articleId = articleIdOf(id);
	const article = Object.hasOwn(list.articles, articleId) ? list.articles[articleId] : undefined;
	if (!article || isSampleId(id)) return article?.sample;
	return { hash: article.hash, bytes: article.files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The id that a unit has now: another one if its article was renamed. */
export function currentId({ renamed = {} }: OfflineList, id: string): string {
	const articleId = articleIdOf(id);
	return Object.hasOwn(renamed, articleId) ? renamed[articleId] + id.slice(articleId.length) : id;
}

/** The ids that units have now, as far as is known. */
export const currentIds = (ids: readonly string[], list: OfflineList | null) =>
	list ? ids.map((id) => currentId(list, id)) : ids;

/** Bytes of the units that the list knows. */
export const bytesOf = (list: OfflineList, ids: readonly string[]) =>
	ids.reduce((sum, id) => sum + (publishedUnit(list, id)?.bytes ?? 0), 0);

/**
 * Compares saved units with the build: `changed` ones have other content now, `rebuilt` ones only
 * other scripts, `gone` ones are no longer published.
 */
export function compareSaved(
	saved: ReadonlyMap<string, { hash?: string; build: string }>,
	list: OfflineList
) {
	const changed: string[] = [];
	const rebuilt: string[] = [];
	const gone: string[] = [];
	for (const [id, { hash, build }] of saved) {
		const published = publishedUnit(list, id);
		if (!published) gone.push(id);
		else if (published.hash !== hash) changed.push(id);
		else if (list.build !== build) rebuilt.push(id);
	}
	return { changed, rebuilt, gone };
}
