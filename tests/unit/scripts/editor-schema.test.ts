import Ajv from 'ajv';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { frontMatterSchema } from '../../../src/lib/content/library/front-matter-schema.ts';
import { parseArticle } from '../../../src/lib/content/library/front-matter.ts';
import {
	categorySchema,
	parseCategory,
	parseSite,
	siteSchema
} from '../../../src/lib/content/library/settings.ts';
import { editorSchema } from '../../../src/scripts/editor-schema.ts';

const schemas = {
	'front-matter': editorSchema(frontMatterSchema, 'Front matter of an article'),
	site: editorSchema(siteSchema, 'site.yaml'),
	category: editorSchema(categorySchema, 'category.yaml')
};

describe('the schema files for editors', () => {
	// After a change of the rules, `npx vitest run --project unit editor-schema -u` writes the files.
	it.each(Object.entries(schemas))('are those of the rules: %s', async (name, schema) => {
		const file = `content/_schemas/${name}.schema.json`;
		const text = await format(JSON.stringify(schema), {
			...(await resolveConfig(file)),
			parser: 'json'
		});
		await expect(text).toMatchFileSnapshot(`../../../${file}`);
	});
});

/** Whether the schema and the check accept an object: both, neither, or only one of them. */
const verdicts = (name: keyof typeof schemas, keys: object, faults: readonly unknown[]) => ({
	schema: new Ajv({ format: 'full' }).validate(schemas[name], keys),
	check: faults.length === 0
});
const both = (accepted: boolean) => ({ schema: accepted, check: accepted });

const article = {
	title: 'A title',
	description: 'What a reader takes away from it.',
	level: 'Beginner',
	published: '2026-11-23'
};

describe('the schema of front matter', () => {
	const judge = (keys: object) =>
		verdicts('front-matter', keys, parseArticle(`---\n${stringify(keys)}---\n`).faults);

	it.each<[string, object]>([
		['the required keys', {}],
		[
			'all keys',
			{ updated: '2026-11-24', tags: ['c#', '.net'], series: 'x', part: 1, draft: true }
		],
		['old addresses', { aliases: ['/backend/old-name/', '/old.html'] }],
		['keys without a value', { tags: null, updated: null, draft: null }],
		['120 characters beyond the basic plane', { title: '😀'.repeat(120) }]
	])('accepts %s, as the check does', (_what, keys) => {
		expect(judge({ ...article, ...keys })).toEqual(both(true));
	});

	it.each<[string, object]>([
		['a missing title', { title: undefined }],
		['a title without a value', { title: null }],
		['a title of 121 characters', { title: 'x'.repeat(121) }],
		['a number for a title', { title: 2026 }],
		['a short description', { description: 'Too short.' }],
		['an unknown level', { level: 'Advance' }],
		['another form of date', { published: '23.11.2026' }],
		['a day that does not exist', { published: '2026-02-30' }],
		['capitals in a tag', { tags: ['NATS'] }],
		['a tag of signs alone', { tags: ['##'] }],
		['tags that are no list', { tags: 'nats' }],
		['an alias with a hidden folder', { aliases: ['/.git/'] }],
		['half a minute', { minutes: 0.5 }],
		['no minutes', { minutes: 0 }],
		['a series without a part', { series: 'x' }],
		['a part without a series', { part: 1 }],
		['text for a draft', { draft: 'yes' }],
		['an unknown key', { autor: 'x' }]
	])('refuses %s, as the check does', (_what, keys) => {
		expect(judge({ ...article, ...keys })).toEqual(both(false));
	});
});

describe('the schemas of settings', () => {
	const site = {
		title: 'A library',
		tagline: 'Articles',
		url: 'https://example.org',
		author: 'The authors',
		language: 'en'
	};
	const category = { title: 'Backend', tagline: 'Servers', order: 1 };

	it.each<[object, boolean]>([
		[{}, true],
		[{ edit: 'https://forge.example/edit/main/content/' }, true],
		[{ url: 'example.org' }, false],
		[{ title: '' }, false],
		[{ lang: 'en' }, false]
	])('agree with the check: site.yaml with %j', (keys, accepted) => {
		const all = { ...site, ...keys };
		expect(verdicts('site', all, parseSite(stringify(all)).faults)).toEqual(both(accepted));
	});

	it.each<[object, boolean]>([
		[{}, true],
		[{ order: 'first' }, false],
		[{ tagline: null }, false],
		[{ ordre: 1 }, false]
	])('agree with the check: category.yaml with %j', (keys, accepted) => {
		const all = { ...category, ...keys };
		expect(verdicts('category', all, parseCategory(stringify(all)).faults)).toEqual(both(accepted));
	});
});
