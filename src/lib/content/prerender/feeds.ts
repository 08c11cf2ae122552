import { error } from '@sveltejs/kit';
import { articleId } from '$lib/core/article/article.ts';
import { compareBy } from '$lib/core/article/order.ts';
import { pageSize } from '$lib/core/filter/list-page.ts';
import { scopePath } from '$lib/core/filter/scope.ts';
import { cachedText } from '$lib/content/cache/cached-file.ts';
import { cacheName, codeVersion } from '$lib/content/cache/hash.ts';
import { currentLibrary, withBody } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { siteUrl } from '$lib/ui/site-url.ts';
import { articleBody } from './article-document.ts';
import { atomFeed } from './atom-feed.ts';
import { bookBytes, bookPath } from './books.ts';
import { feedTitle, feedTypes, type FeedFile } from './feed-addresses.ts';
import { feedContent } from './feed-content.ts';
import type { FeedEntry } from './feed.ts';
import { jsonFeed } from './json-feed.ts';
import { oncePer } from './once-per.ts';
import { previewFor } from './previews.ts';

const formats = { 'feed.xml': atomFeed, 'feed.json': jsonFeed };

/** The feed of a category or of the library, with the articles of the first list page. */
export async function feedResponse(file: FeedFile, slug?: string): Promise<Response> {
	const { site, articles, categories } = await currentLibrary();
	const category = categories.find((one) => one.slug === slug);
	if (slug !== undefined && !category) error(404, 'No such category');
	const path = scopePath({ category: slug });
	const newest = articles
		.filter((article) => !category || article.category === slug)
		.sort(compareBy.newest)
		.slice(0, pageSize);
	const book = await bookBytes(slug);
	const feed = formats[file]({
		title: feedTitle(site, category),
		subtitle: (category ?? site).tagline,
		author: site.author,
		language: site.language,
		page: siteUrl(site, path),
		self: siteUrl(site, `${path}${file}`),
		...(book && { book: { url: siteUrl(site, bookPath(slug)), bytes: book.length } }),
		entries: await Promise.all(newest.map(async (article) => entryOf(await withBody(article))))
	});
	return new Response(feed, { headers: { 'Content-Type': feedTypes[file] } });
}

/** An article is in up to four feeds. */
const entryOf = oncePer(async (article: LibraryArticle): Promise<FeedEntry> => {
	const { site } = await currentLibrary();
	const url = siteUrl(site, `/${articleId(article)}/`);
	return {
		article,
		url,
		html: await contentOf(await articleBody(article), url),
		image: (await previewFor(article)).url
	};
});

/** From the cache, because an edit changes few of the articles in feeds. */
async function contentOf(body: string, url: string): Promise<string> {
	version ??= codeVersion('src/lib/content/prerender', 'src/lib/core/markup');
	return cachedText(cacheName('feeds', version, url, body), () => feedContent(body, url));
}

let version: string | undefined;
