import { lastChange } from '$lib/core/article/last-change.ts';
import { moment, type Feed, type FeedEntry } from './feed.ts';

/** A feed with whole articles, in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export const jsonFeed = ({
	title,
	subtitle,
	author,
	language,
	page,
	self,
	entries
}: Feed): string =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title,
		home_page_url: page,
		feed_url: self,
		description: subtitle,
		authors: [{ name: author }],
		language,
		items: entries.map(feedItem)
	});

const feedItem = ({ article, url, html, image }: FeedEntry) => ({
	id: url,
	url,
	title: article.title,
	content_html: html,
	summary: article.description,
	image,
	date_published: moment(article.published),
	date_modified: moment(lastChange(article)),
	tags: article.tags
});
