import { tagSlug } from '../../core/article/tag-slug.ts';
import type { FileFault } from '../faults/report.ts';
import type { DescribedArticle } from './library-article.ts';

/** Two articles with the same part of a series are a fault. */
export function checkSeries(articles: readonly DescribedArticle[]): FileFault[] {
	const first = new Map<string, DescribedArticle>();
	return articles.flatMap((article) => {
		const { series, part } = article.frontMatter;
		const place = `part ${part} of the series "${series}"`;
		const twin = first.get(place);
		if (series === undefined) return [];
		if (!twin) first.set(place, article);
		const problem = `is ${place}, as ${twin?.file.path} is; give one of them another part`;
		return twin ? [{ file: article.file.path, line: 1, column: 1, problem }] : [];
	});
}

/** Tags that would share a page, as `c#` and `csharp`, are a fault. */
export function checkTagSlugs(articles: readonly DescribedArticle[]): FileFault[] {
	const first = new Map<string, { tag: string; file: string }>();
	return articles.flatMap(({ file: { path }, frontMatter }) =>
		frontMatter.tags.flatMap((tag) => {
			const slug = tagSlug(tag);
			const known = first.get(slug);
			if (!known) first.set(slug, { tag, file: path });
			if (!known || known.tag === tag) return [];
			const problem = `tag "${tag}" has the same page as "${known.tag}" in ${known.file}, /tags/${slug}/; use one of them`;
			return [{ file: path, line: 1, column: 1, problem }];
		})
	);
}
