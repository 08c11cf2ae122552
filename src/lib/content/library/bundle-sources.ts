import { articleId, type Site } from '../../core/article/article.ts';
import { parseAbout } from './front-matter.ts';
import { FrontMatterCache } from './front-matter-cache.ts';
import { readArticles } from './read-articles.ts';
import { RenderCache } from './render-cache.ts';
import { readText } from './read-text.ts';
import { scanContent, type ScannedContent } from './scan.ts';
import { isShown, type ShowOptions } from './shown.ts';

/** `about`: the title of the page about the site. */
export type BundledSite = Site & { about?: string };

/** The parts of the content that are code, or are in it. All other content is only in the pages. */
export interface BundleSources {
	site: BundledSite;
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
	const pages = [...scanned.articles, ...(scanned.about ? [scanned.about] : [])];
	const cache = new RenderCache({ base: options.base, checkOnly: false, pages });
	const { read } = await readArticles(
		scanned.articles.filter(({ kind }) => kind === 'svx'),
		cache,
		new FrontMatterCache(options.content)
	);
	return {
		site: siteOf(scanned)!,
		components: read
			.filter(({ frontMatter }) => isShown(frontMatter, options))
			.map(({ file, rendered }) => ({
				id: articleId(file),
				source: rendered.html,
				folder: file.base
			}))
	};
}

/** What the bundle says of the site; `null` if there is none. */
export function siteOf({ site, about }: ScannedContent): BundledSite | null {
	const text = about && readText(about.path, []);
	const title = text && parseAbout(text).frontMatter?.title;
	return site && { ...site, ...(title && { about: title }) };
}
