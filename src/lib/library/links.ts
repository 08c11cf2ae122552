import type { Category } from '../article/article.ts';
import { didYouMean } from '../article/did-you-mean.ts';
import type { FrontMatter } from '../article/front-matter.ts';
import type { Rendered } from '../markdown/render.ts';
import type { FileFault } from './faults.ts';
import type { ArticleFile } from './scan.ts';

export interface LinkingArticle {
	file: ArticleFile;
	frontMatter: FrontMatter;
	rendered: Rendered;
}

const pathOf = ({ file }: LinkingArticle) => `/${file.category}/${file.slug}/`;

/**
 * Links into the site that lead nowhere.
 * @param all every article, drafts too: their own links are checked
 * @param published those that a reader can reach
 */
export function checkLinks(
	all: readonly LinkingArticle[],
	published: readonly LinkingArticle[],
	categories: readonly Category[]
): FileFault[] {
	const byPath = new Map(published.map((article) => [pathOf(article), article]));
	const hidden = new Set(all.map(pathOf));
	const pages = new Set([
		'/',
		'/tags/',
		...categories.map(({ slug }) => `/${slug}/`),
		...published.flatMap(({ frontMatter }) => frontMatter.tags.map((tag) => `/tags/${tag}/`))
	]);
	const isPublished = new Set(published);
	const faults: FileFault[] = [];
	for (const article of all) {
		for (const { url, path, anchor, line, column } of article.rendered.links) {
			const fault = (problem: string) =>
				faults.push({ file: article.file.path, line, column, problem });
			const target = path ? byPath.get(path) : article;
			if (!target) {
				if (
					pages.has(decodeURIComponent(path)) ||
					/^\/[^/]+\/level\/[a-z]+\/$|\.[a-z]+$/.test(path)
				)
					continue;
				if (!hidden.has(path))
					fault(`link "${url}" leads nowhere${didYouMean(path, [...byPath.keys(), ...pages])}`);
				else if (isPublished.has(article))
					fault(`link "${url}" leads to an article that is not published`);
			} else if (anchor && !target.rendered.anchors.includes(decodeURIComponent(anchor)))
				fault(
					`anchor "#${anchor}" is not in ${path ? `the article "${target.frontMatter.title}"` : 'this article'}${didYouMean(anchor, target.rendered.anchors)}`
				);
		}
	}
	return faults;
}
