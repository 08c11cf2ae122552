import { reservedCategories, type Category } from '../../core/article/article.ts';
import { canonicalPath } from '../../core/article/canonical-path.ts';
import type { FileFault } from '../faults/report.ts';
import type { DescribedArticle } from './library-article.ts';
import type { ArticleFile } from './scan.ts';

/** Finds aliases that are pages, and aliases that two articles have. */
export function checkAliases(
	articles: readonly DescribedArticle[],
	files: readonly ArticleFile[],
	categories: readonly Category[]
): FileFault[] {
	const pages = new Map(files.map((file) => [file.page, file]));
	const owners = new Map<string, string>();
	return articles.flatMap(({ file, frontMatter, aliasPositions }) =>
		frontMatter.aliases.flatMap((alias, index) => {
			const path = canonicalPath(alias);
			const owner = owners.get(path);
			owners.set(path, owner ?? file.path);
			const page = pages.get(path) ?? pages.get(path.replace(/sample\/.*$/, ''));
			const problem = page
				? page === file
					? 'is a page of the article itself; remove it'
					: `is a page of ${page.path}; remove the alias, or rename that article`
				: isSitePage(path, categories)
					? 'is a page of the site; remove it'
					: owner !== undefined && `is an alias of ${owner} too; remove one of them`;
			return problem
				? [{ file: file.path, ...aliasPositions[index]!, problem: `alias "${alias}" ${problem}` }]
				: [];
		})
	);
}

/** @param path canonical */
function isSitePage(path: string, categories: readonly Category[]): boolean {
	const [first = '', second] = path.split('/').filter(Boolean);
	if (['', '404.html', '_app', ...reservedCategories].includes(first)) return true;
	const isCategory = categories.some(({ slug }) => slug === first);
	return isCategory && (second === undefined || second === 'level' || second === 'page');
}
