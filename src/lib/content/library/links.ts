import { levels, type Category } from '../../core/article/article.ts';
import { tagSlug } from '../../core/article/tag-slug.ts';
import { canonicalPath, decodePath } from '../../core/article/canonical-path.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import type { FrontMatter } from './front-matter-schema.ts';
import type { Rendered } from '../markdown/render.ts';
import type { FileFault } from '../faults/report.ts';
import type { ArticleFile } from './scan.ts';

export interface LinkingArticle {
	file: ArticleFile;
	rendered: Rendered;
}

export interface PublishedArticle extends LinkingArticle {
	frontMatter: FrontMatter;
}

const pathOf = ({ category, slug }: ArticleFile) => `/${category}/${slug}/`;

const sitePages = ['/', '/tags/', '/saved/'];
const siteFiles = [
	'feed.xml',
	'sitemap.xml',
	'robots.txt',
	'opensearch.xml',
	'manifest.webmanifest'
];

/**
 * Finds links into the site that lead nowhere.
 * @param all every article whose links are checked, including drafts
 * @param published the articles that readers can reach
 * @param unknown articles that could not be read; links to them are not checked
 */
export function checkLinks(
	all: readonly LinkingArticle[],
	published: readonly PublishedArticle[],
	categories: readonly Category[],
	unknown: readonly ArticleFile[]
): FileFault[] {
	const byPath = new Map(published.map((article) => [pathOf(article.file), article]));
	const hidden = new Set(all.map(({ file }) => pathOf(file)));
	const unknownPaths = new Set(unknown.map(pathOf));
	const pages = new Set([
		...sitePages,
		...siteFiles.map((name) => `/${name}`),
		...categories.flatMap(({ slug }) => [
			`/${slug}/`,
			`/${slug}/feed.xml`,
			...levels.map((level) => `/${slug}/level/${level.toLowerCase()}/`)
		]),
		...published.flatMap(({ file, frontMatter, rendered }) => [
			...frontMatter.tags.map((tag) => `/tags/${tagSlug(tag)}/`),
			...rendered.assets.map((name) => pathOf(file) + name),
			...(file.hasSample ? [`${pathOf(file)}sample/`] : [])
		])
	]);
	const renamed = new Map(
		published.flatMap(({ file, frontMatter }) =>
			frontMatter.aliases.map((alias) => [canonicalPath(alias), pathOf(file)])
		)
	);
	const isPublished = new Set<LinkingArticle>(published);
	const faults: FileFault[] = [];
	for (const article of all) {
		for (const { url, path, anchor, line, column } of article.rendered.links) {
			const fault = (problem: string) =>
				faults.push({ file: article.file.path, line, column, problem });
			const target = path ? byPath.get(path) : article;
			if (!target) {
				if (pages.has(decodePath(path)) || unknownPaths.has(path)) continue;
				if (unknown.length && path.startsWith('/tags/')) continue;
				const now = renamed.get(canonicalPath(path));
				if (now) fault(`link "${url}" leads to the old address of an article; write "${now}"`);
				else if (!hidden.has(path))
					fault(`link "${url}" leads nowhere${didYouMean(path, [...byPath.keys(), ...pages])}`);
				else if (isPublished.has(article))
					fault(`link "${url}" leads to an article that is not published`);
			} else if (anchor && !target.rendered.anchors.includes(decodePath(anchor)))
				fault(
					`anchor "#${anchor}" is not in ${path ? `the article "${byPath.get(path)!.frontMatter.title}"` : 'this article'}${didYouMean(anchor, target.rendered.anchors)}`
				);
		}
	}
	return faults;
}
