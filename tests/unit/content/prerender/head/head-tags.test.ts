import { describe, expect, it } from 'vitest';
import type { ArticleCard, Site } from '../../../../../src/lib/core/article/article.ts';
import {
	headTags,
	type PageMetadata
} from '../../../../../src/lib/content/prerender/head/head-tags.ts';
import {
	articleThings,
	listThings,
	type Thing
} from '../../../../../src/lib/content/prerender/head/structured-data.ts';
import { cardFaults } from '../../../../standards/cards.ts';
import { openGraphFaults } from '../../../../standards/open-graph.ts';
import { structuredDataFaults, thingsOf } from '../../../../standards/schema-org.ts';
import { DOMParser } from '../../../../dom-parser.ts';

const url = 'https://a.example/x/backend/queues/';
const site: Site = {
	title: 'Offprint',
	tagline: 'Articles',
	url: 'https://a.example/x',
	author: 'A. Author',
	language: 'en'
};
const article: ArticleCard = {
	category: 'backend',
	slug: 'queues',
	title: 'Queues',
	description: 'What a queue costs.',
	level: 'Intermediate',
	minutes: 75,
	published: '2026-01-02',
	updated: '2026-02-03',
	tags: ['c#', 'nats']
};
const crumbs = [
	{ name: 'Offprint', url: 'https://a.example/x/' },
	{ name: 'Backend', url: 'https://a.example/x/backend/' }
];
const image = { url: `${url}preview.png?v=1`, alt: 'Backend · Queues', width: 1200, height: 630 };

const articlePage = (changes: Partial<ArticleCard> = {}): PageMetadata => {
	const { title, description, published, updated, tags } = { ...article, ...changes };
	return {
		url,
		title,
		description,
		siteTitle: site.title,
		language: site.language,
		image,
		article: { published, updated, section: 'Backend', tags },
		things: articleThings(
			site,
			{ url, title, description, crumbs, image: image.url, section: 'Backend' },
			{ ...article, ...changes }
		)
	};
};
const parsed = (page: PageMetadata) =>
	new DOMParser().parseFromString(`<head>${headTags(page)}<meta name="last"></head>`, 'text/html');
const faults = (page: Document) => [
	...openGraphFaults(page),
	...cardFaults(page),
	...structuredDataFaults(page)
];
const content = (page: Document, name: string) =>
	page.querySelector(`[property="${name}"]`)!.getAttribute('content');

describe('the head tags of an article', () => {
	it('follow Open Graph, X’s cards and schema.org', () => {
		const page = parsed(articlePage());
		expect(faults(page)).toEqual([]);
		expect(page.querySelector('link[rel=canonical]')!.getAttribute('href')).toBe(url);
		expect(thingsOf(page)[0]).toMatchObject({
			'@type': 'TechArticle',
			timeRequired: 'PT75M',
			proficiencyLevel: 'Intermediate',
			dateModified: '2026-02-03'
		});
	});

	it.each([
		'</script><script>alert(1)</script>',
		'<!-- <script>',
		'"quoted" & \'single\' &amp; `List<T>`',
		'אב"ג 日本語'
	])('hold the title %s as it is, and nothing ends them', (title) => {
		const page = parsed(articlePage({ title, description: title }));
		expect(faults(page)).toEqual([]);
		expect(content(page, 'og:title')).toBe(title);
		expect(thingsOf(page)[0]!.headline).toBe(title);
		expect(page.querySelectorAll('script')).toHaveLength(1);
		expect(page.querySelector('meta[name=last]')!.parentElement).toBe(page.head);
		expect(page.body.textContent).toBe('');
	});

	it('leave out what an article does not have', () => {
		const page = parsed(articlePage({ updated: undefined, tags: [] }));
		expect(faults(page)).toEqual([]);
		expect(page.querySelector('[property="article:modified_time"]')).toBeNull();
		expect(thingsOf(page)[0]).not.toHaveProperty('keywords');
		expect(thingsOf(page)[0]).toMatchObject({ dateModified: '2026-01-02' });
	});
});

describe('the head tags of a list', () => {
	it('follow the standards, and announce its feeds', () => {
		const page = parsed({
			...articlePage(),
			article: undefined,
			feeds: [{ title: 'A & B', type: 'application/feed+json', url: `${url}feed.json` }],
			things: listThings(site, { url, title: 'Backend Articles', description: '.NET', crumbs })
		});
		expect(faults(page)).toEqual([]);
		expect(page.querySelector<HTMLLinkElement>('link[rel=alternate]')).toMatchObject({
			title: 'A & B',
			href: `${url}feed.json`
		});
	});

	it.each([
		['pt-BR', 'pt_BR'],
		['zh-Hant-TW', 'zh_TW'],
		['en', undefined]
	])('name the locale of %s as %s', (language, locale) => {
		const page = parsed({ ...articlePage(), language });
		expect(page.querySelector('[property="og:locale"]')?.getAttribute('content')).toBe(locale);
		expect(openGraphFaults(page)).toEqual([]);
	});
});

describe('the author in structured data', () => {
	it('is a person, or the site itself', () => {
		const authorOf = (author: string) =>
			articleThings(
				{ ...site, author },
				{ url, title: '', description: '', crumbs, image: '', section: '' },
				article
			)[0]!.author as Thing;
		expect(authorOf('A. Author')).toEqual({ '@type': 'Person', name: 'A. Author' });
		expect(authorOf('Offprint')['@type']).toBe('Organization');
	});
});

describe('the rules of the standards', () => {
	it.each<[string, (page: Document) => unknown, RegExp]>([
		[
			'a missing property',
			(page) => page.querySelector('[property="og:url"]')!.remove(),
			/^og:url is missing$/
		],
		[
			'a relative image',
			(page) => page.querySelector('[property="og:image"]')!.setAttribute('content', '/a.png'),
			/^og:image is \/a\.png$/
		],
		[
			'an unknown card',
			(page) => page.querySelector('[name="twitter:card"]')!.setAttribute('content', 'photo'),
			/twitter:card/
		],
		[
			'a duration in words',
			(page) => {
				const script = page.querySelector('script')!;
				script.textContent = script.textContent.replace('PT75M', '75 minutes');
			},
			/^TechArticle\.timeRequired is "75 minutes"$/
		],
		[
			'a property of another type',
			(page) => {
				const script = page.querySelector('script')!;
				script.textContent = script.textContent.replace('"articleSection"', '"jobTitle"');
			},
			/^a TechArticle has no property jobTitle$/
		]
	])('find %s', (_what, damage, fault) => {
		const page = parsed(articlePage());
		damage(page);
		expect(faults(page)).toEqual([expect.stringMatching(fault)]);
	});
});
