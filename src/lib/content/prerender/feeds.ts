import { articleId, type Category } from '$lib/core/article/article.ts';
import { compareBy } from '$lib/core/article/order.ts';
import { pageSize } from '$lib/core/filter/list-page.ts';
import { scopePath } from '$lib/core/filter/scope.ts';
import { currentLibrary, type CurrentLibrary } from '$lib/content/library/current.ts';
import type { LibraryArticle } from '$lib/content/library/library-article.ts';
import { siteUrl } from '$lib/ui/site-url.ts';
import { articleBody } from './article-document.ts';
import { atomFeed } from './atom-feed.ts';
import { bookBytes, bookPath } from './books.ts';
import { feedTitle, feedTypes, type FeedFile } from './feed-addresses.ts';
import { feedContent } from './feed-content.ts';
import type { FeedEntry } from './feed.ts';
import { jsonFeed } from './json-feed.ts';
import { previewFor } from './previews.ts';

const formats = { 'feed.xml': atomFeed, 'feed.json': jsonFeed };

/** The feed of a category or of the library, with the articles of the first list page. */
export async function feedResponse(file: FeedFile, category?: Category): Promise<Response> {
	const library = await currentLibrary();
	const { site, articles } = library;
	const path = scopePath({ category: category?.slug });
	const newest = articles
		.filter((article) => !category || article.category === category.slug)
		.sort(compareBy.newest)
		.slice(0, pageSize);
	const book = await bookBytes(category?.slug);
	const feed = formats[file]({
		title: feedTitle(site, category),
		subtitle: (category ?? site).tagline,
		author: site.author,
		language: site.language,
		page: siteUrl(site, path),
		self: siteUrl(site, `${path}${file}`),
		...(book && { book: { url: siteUrl(site, bookPath(category?.slug)), bytes: book.length } }),
		entries: await Promise.all(newest.map((article) => entryOf(library, article)))
	});
	return new Response(feed, { headers: { 'Content-Type': feedTypes[file] } });
}

/** An article is in up to four feeds. */
const entries = new WeakMap<LibraryArticle, Promise<FeedEntry>>();

function entryOf(library: CurrentLibrary, article: LibraryArticle): Promise<FeedEntry> {
	const known = entries.get(article) ?? makeEntry(library, article);
	entries.set(article, known);
	return known;
}

async function makeEntry({ site }: CurrentLibrary, article: LibraryArticle): Promise<FeedEntry> {
	const url = siteUrl(site, `/${articleId(article)}/`);
	return {
		article,
		url,
		html: feedContent(await articleBody(article), url),
		image: (await previewFor(article)).url
	};
}
