import { articleId, type Site } from '../../core/article/article.ts';
import type { FileFault } from '../faults/report.ts';
import { readAbout } from './read-about.ts';
import { readArticles } from './read-articles.ts';
import { RenderCache } from './render-cache.ts';
import { scanContent } from './scan.ts';
import { isShown, type ShowOptions } from './shown.ts';

/** The parts of the content that are code, or are in it. All other content is only in the pages. */
export interface BundleSources {
	/** `about`: the title of the page about the site. */
	site: Site & { about?: string };
	/** The articles in Svelte. */
	components: readonly SvelteSource[];
}

export interface SvelteSource {
	/** `category/slug` */
	id: string;
	/** Svelte's source of the article's body. */
	source: string;
	/** The folder that its imports are relative to. */
	folder: string;
}

/**
 * Reads what the bundle is made from. Files with faults are left out, because whoever reads the whole
 * library reports them; `null` without a site.
 */
export async function readBundleSources(
	options: ShowOptions & { content: string; base: string }
): Promise<BundleSources | null> {
	const scanned = await scanContent(options.content);
	if (!scanned.site) return null;
	const ignored: FileFault[] = [];
	const pages = [...scanned.articles, ...(scanned.about ? [scanned.about] : [])];
	const cache = new RenderCache({ base: options.base, checkOnly: false, pages });
	const about = scanned.about && (await readAbout(scanned.about, cache, ignored));
	const { read } = await readArticles(
		scanned.articles.filter(({ kind }) => kind === 'svx'),
		cache
	);
	return {
		site: { ...scanned.site, ...(about?.frontMatter && { about: about.frontMatter.title }) },
		components: read
			.filter(({ frontMatter }) => isShown(frontMatter, options))
			.map(({ file, rendered }) => ({
				id: articleId(file),
				source: rendered.html,
				folder: file.base
			}))
	};
}
