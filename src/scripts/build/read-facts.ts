import { readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isCompressed } from '../../lib/content/hosts/compress.ts';
import { listFiles } from '../../lib/content/hosts/list-files.ts';
import type { Library } from '../../lib/content/library/library.ts';
import type { RenderedArticle } from '../../lib/content/library/read-articles.ts';
import { tagSlug } from '../../lib/core/article/tag-slug.ts';
import type { OfflineList } from '../../lib/core/offline/cache-entries.ts';
import type { BuildFacts } from './build-report.ts';

/** What the report says of a finished site. @param rendered its articles */
export async function readFacts(
	folder: string,
	{ articles, categories }: Library,
	rendered: readonly RenderedArticle[]
): Promise<BuildFacts> {
	const files = await readSizes(folder);
	const bytesOf = (pattern: RegExp) => sum(files.filter(({ path }) => pattern.test(path)));
	const { articles: offline } = JSON.parse(
		await readFile(join(folder, 'offline.json'), 'utf8')
	) as OfflineList;
	const saved = Object.values(offline).flatMap((article) => article.files);
	const precached = await precachedFiles(folder);
	return {
		folder: relative('.', folder) || folder,
		seconds: performance.now() / 1000,
		pages: files.filter(({ path }) => path.endsWith('.html')).length,
		articles: articles.length,
		categories: categories.length,
		tags: new Set(articles.flatMap(({ tags }) => tags.map(tagSlug))).size,
		indexBytes: bytesOf(/_app\/immutable\/.*\/index\.[\w-]+\.json$/),
		catalogueBytes: bytesOf(/_app\/immutable\/.*\/catalogue\.[\w-]+\.json$/),
		precache: {
			files: precached.size,
			bytes: sum(files.filter(({ path }) => precached.has(path)))
		},
		offline: { files: saved.length, bytes: sum(saved) },
		site: { files: files.length, bytes: sum(files) },
		rendered
	};
}

/** Of a worker that keeps nothing: none. */
async function precachedFiles(folder: string): Promise<Set<string>> {
	const worker = await readFile(join(folder, 'service-worker.js'), 'utf8');
	const [, list = '[]'] = /^self\.precacheManifest=(.*);$/m.exec(worker) ?? [];
	const entries = JSON.parse(list) as { url: string }[];
	return new Set(
		entries.map(({ url }) => (url === '' || url.endsWith('/') ? `${url}index.html` : url))
	);
}

interface FileSize {
	/** With forward slashes, below the folder. */
	path: string;
	bytes: number;
}

/** Without compressed copies. */
async function readSizes(folder: string): Promise<FileSize[]> {
	const paths = await listFiles(folder);
	return Promise.all(
		paths
			.filter((path) => !isCompressed(path))
			.map(async (path) => ({ path, bytes: (await stat(join(folder, path))).size }))
	);
}

const sum = (files: readonly { bytes: number }[]) =>
	files.reduce((total, { bytes }) => total + bytes, 0);
