import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { base } from '$app/paths';
import { articleId } from '$lib/core/article/article.ts';
import { isServedAsIs } from '$lib/core/article/sample-path.ts';
import type { SamplePage } from '$lib/core/article/sample-page.ts';
import { cachedText } from '$lib/content/cache/cached-file.ts';
import { cacheName, codeVersion } from '$lib/content/cache/hash.ts';
import { findArticle } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { readShownFiles, type SampleFile } from '$lib/content/library/sample-files.ts';
import { element, text } from '$lib/content/markdown/element.ts';
import { highlight } from '$lib/content/markdown/highlight.ts';
import { encodePath } from '$lib/content/markdown/rendering.ts';
import { oncePer } from './once-per.ts';
import { sampleHead } from './head/page-heads.ts';
import { sampleOverview } from './sample-overview.ts';

/** Larger files, such as lock files and data, are in the archive only. */
const maxShownBytes = 200_000;

/** Languages by file extension, if the highlighter does not know them by the extension. */
const languages: Record<string, string> = {
	cs: 'csharp',
	csproj: 'xml',
	props: 'xml',
	targets: 'xml',
	slnx: 'xml',
	md: 'markdown'
};

/** Every page of a sample needs them. */
const filesOf = oncePer(async ({ sample }: LibraryArticle) =>
	sample ? readShownFiles(sample) : []
);

const isShown = ({ path, text, bytes }: SampleFile) =>
	text !== null && bytes.length <= maxShownBytes && !isServedAsIs(path) && !/[#?]/.test(path);

/** The pages of an article's sample: `''` for the overview, then the paths of files. */
export async function samplePages(article: LibraryArticle): Promise<string[]> {
	if (!article.sample) return [];
	const files = (await filesOf(article)).filter(isShown);
	return ['', ...files.map(({ path }) => path)];
}

/**
 * The page of an article's sample, or of one of its files; `null` if there is none.
 * @param file the path below `sample/`, or `''`
 */
export async function sampleDocument(params: {
	category: string;
	slug: string;
	file: string;
}): Promise<{ sample: SamplePage; html: string; head: string } | null> {
	const article = await findArticle(params);
	if (!article?.sample) return null;
	const path = params.file.replace(/\/$/, '');
	const files = await filesOf(article);
	const { category, slug, title: articleTitle } = article;
	const page = (title: string): SamplePage => ({ category, slug, articleTitle, title });
	const root = `/${articleId(article)}/sample/`;
	if (!path) {
		const html = toHtml(await sampleOverview(article, files, (file) => hrefOf(article, file)));
		const sample = page(`Sample: ${articleTitle}`);
		return { sample, html, head: await sampleHead(article, root, sample.title) };
	}
	const file = files.find((candidate) => candidate.path === path);
	if (!file || !isShown(file)) return null;
	return {
		sample: { ...page(path), file: path },
		html: await listingOf(file),
		head: await sampleHead(article, `${root}${encodePath(path)}/`, path)
	};
}

/** The page of a file, or the file itself if it has none. */
function hrefOf(article: LibraryArticle, file: SampleFile): string | undefined {
	const sample = `${base}/${articleId(article)}/sample/`;
	return isShown(file) ? `${sample}${encodePath(file.path)}/` : undefined;
}

/** From the cache, because most of a build's highlighting is of samples that did not change. */
async function listingOf(file: SampleFile): Promise<string> {
	version ??= codeVersion('src/lib/content/prerender', 'src/lib/content/markdown');
	const name = cacheName('listings', version, file.path, file.bytes);
	return cachedText(name, async () => toHtml(await fileListing(file)));
}

let version: string | undefined;

/** A file's highlighted text; every line can be linked to as `#L12`. */
async function fileListing({ path, text: source }: SampleFile): Promise<Element> {
	const ending = path.slice(path.lastIndexOf('.') + 1);
	const lines = await highlight(
		source!.replace(/\r\n?/g, '\n').trimEnd(),
		languages[ending] ?? ending
	);
	const code = lines.map((tokens, index): ElementContent =>
		element('span', { className: ['numbered'], id: `L${index + 1}` }, [
			...tokens.map(({ text: value, class: name }) =>
				name ? element('span', { className: [name] }, [text(value)]) : text(value)
			),
			text('\n')
		])
	);
	return element('figure', { className: ['code', 'listing'] }, [
		element('pre', { tabIndex: 0, role: 'group', ariaLabel: `Code, ${path}` }, [
			element('code', {}, code)
		])
	]);
}
