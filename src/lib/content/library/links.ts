import { levels, type Category } from '../../core/article/article.ts';
import { tagSlug } from '../../core/article/tag-slug.ts';
import { canonicalPath, decodePath } from '../../core/article/canonical-path.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import type { FrontMatter } from './front-matter-schema.ts';
import type { Rendered } from '../markdown/render.ts';
import type { FileFault } from '../faults/report.ts';
import type { PageFile } from './scan.ts';

/** A page whose links are checked. */
export interface LinkingPage {
	file: PageFile;
	rendered: Rendered;
}

/** A page that readers can reach. */
export interface PublishedPage extends LinkingPage {
	frontMatter: Pick<FrontMatter, 'title'> & Partial<Pick<FrontMatter, 'tags' | 'aliases'>>;
}

const sitePages = ['/', '/tags/', '/saved/'];
const siteFiles = [
	'feed.xml',
	'feed.json',
	'library.epub',
	'sitemap.xml',
	'robots.txt',
	'opensearch.xml',
	'manifest.webmanifest'
];

/**
 * Finds links into the site that lead nowhere.
 * @param all every page whose links are checked, including drafts
 * @param unknown articles that could not be read; links to them are not checked
 */
export function checkLinks(
	all: readonly LinkingPage[],
	published: readonly PublishedPage[],
	categories: readonly Category[],
	unknown: readonly PageFile[]
): FileFault[] {
	const byPath = new Map(published.map((page) => [page.file.page, page]));
	const hidden = new Set(all.map(({ file }) => file.page));
	const unknownPaths = new Set(unknown.map(({ page }) => page));
	const pages = new Set([
		...sitePages,
		...siteFiles.map((name) => `/${name}`),
		...categories.flatMap(({ slug }) => [
			`/${slug}/`,
			`/${slug}/feed.xml`,
			`/${slug}/feed.json`,
			`/${slug}/${slug}.epub`,
			...levels.map((level) => `/${slug}/level/${level.toLowerCase()}/`)
		]),
		...published.flatMap(({ file, frontMatter, rendered }) => [
			...(frontMatter.tags ?? []).map((tag) => `/tags/${tagSlug(tag)}/`),
			...rendered.assets.map((name) => file.page + name),
			...(file.hasSample ? [`${file.page}sample/`] : [])
		])
	]);
	const renamed = new Map(
		published.flatMap(({ file, frontMatter }) =>
			(frontMatter.aliases ?? []).map((alias) => [canonicalPath(alias), file.page])
		)
	);
	const isPublished = new Set<LinkingPage>(published);
	const faults: FileFault[] = [];
	for (const from of all) {
		for (const { url, path, anchor, line, column } of from.rendered.links) {
			const fault = (problem: string) =>
				faults.push({ file: from.file.path, line, column, problem });
			const target = path ? byPath.get(path) : from;
			if (!target) {
				if (pages.has(decodePath(path)) || unknownPaths.has(path)) continue;
				if (unknown.length && path.startsWith('/tags/')) continue;
				const now = renamed.get(canonicalPath(path));
				if (now) fault(`link "${url}" leads to the old address of an article; write "${now}"`);
				else if (!hidden.has(path))
					fault(`link "${url}" leads nowhere${didYouMean(path, [...byPath.keys(), ...pages])}`);
				else if (isPublished.has(from))
					fault(`link "${url}" leads to an article that is not published`);
			} else if (anchor && !target.rendered.anchors.includes(decodePath(anchor)))
				fault(
					`anchor "#${anchor}" is not in ${path ? `the page "${byPath.get(path)!.frontMatter.title}"` : 'this page'}${didYouMean(anchor, target.rendered.anchors)}`
				);
		}
	}
	return faults;
}
