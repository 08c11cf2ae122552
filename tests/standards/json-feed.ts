import { formats } from './formats.ts';

const { text, url, dateTime, language } = formats;

interface Rule {
	is: (value: unknown) => boolean;
	required?: true;
}

const list = (is: (value: unknown) => boolean) => (value: unknown) =>
	Array.isArray(value) && value.every(is);

/** “At least one of name, url and avatar.” */
const author = (value: unknown) =>
	typeof value === 'object' &&
	value !== null &&
	Object.keys(value).some((key) => ['name', 'url', 'avatar'].includes(key)) &&
	Object.values(value).every(text);

/** Source: https://www.jsonfeed.org/version/1.1/, “Top-level” and “Items”. */
const feed: Record<string, Rule> = {
	version: { is: (value) => value === 'https://jsonfeed.org/version/1.1', required: true },
	title: { is: text, required: true },
	home_page_url: { is: url },
	feed_url: { is: url },
	description: { is: text },
	icon: { is: url },
	favicon: { is: url },
	authors: { is: list(author) },
	language: { is: language },
	items: { is: Array.isArray, required: true }
};

const item: Record<string, Rule> = {
	id: { is: text, required: true },
	url: { is: url },
	title: { is: text },
	content_html: { is: text },
	content_text: { is: text },
	summary: { is: text },
	image: { is: url },
	date_published: { is: dateTime },
	date_modified: { is: dateTime },
	authors: { is: list(author) },
	tags: { is: list(text) },
	language: { is: language }
};

function check(where: string, value: Record<string, unknown>, rules: Record<string, Rule>) {
	const missing = Object.keys(rules).filter((key) => rules[key]!.required && !(key in value));
	return [
		...missing.map((key) => `${where} has no ${key}`),
		...Object.keys(value).flatMap((key) =>
			!rules[key]
				? [`${where} has ${key}`]
				: rules[key].is(value[key])
					? []
					: [`${where} has ${key}: ${JSON.stringify(value[key])}`]
		)
	];
}

/** What breaks the rules of JSON Feed 1.1. */
export function jsonFeedFaults(source: string): string[] {
	const value = JSON.parse(source) as Record<string, unknown>;
	const items = value.items as Record<string, unknown>[];
	const ids = items.map(({ id }) => id);
	return [
		...check('the feed', value, feed),
		...items.flatMap((one) => [
			...check(String(one.id), one, item),
			// “One or both must be present.”
			...('content_html' in one || 'content_text' in one ? [] : [`${String(one.id)} is empty`])
		]),
		...ids
			.filter((id, index) => ids.indexOf(id) !== index)
			.map((id) => `${String(id)} is there twice`)
	];
}
