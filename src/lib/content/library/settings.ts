import * as v from 'valibot';
import { isMap } from 'yaml';
import type { Category, Site } from '../../core/article/article.ts';
import { parseYaml, unknownKey, type Settings } from './yaml.ts';

const line = (most: number) =>
	v.pipe(
		v.string('must be text'),
		v.trim(),
		v.nonEmpty('must not be empty'),
		v.maxLength(most, ({ received }) => `has ${received} characters; ${most} is the most`)
	);

const address = (hint: string) =>
	v.pipe(
		line(300),
		v.regex(/^https?:\/\/[^\s"<>]+$/, `must be the address of ${hint}`),
		v.transform((url) => url.replace(/\/+$/, ''))
	);

const siteSchema = v.object({
	title: line(120),
	tagline: line(300),
	url: address('the site: https://example.org'),
	author: line(120),
	language: v.pipe(
		line(35),
		v.check((tag) => {
			try {
				return Intl.getCanonicalLocales(tag).length === 1;
			} catch {
				return false;
			}
		}, 'must be a language tag (BCP 47), such as en or pt-BR')
	),
	edit: v.optional(
		address(
			'the content folder where it can be edited: https://forge.example/library/edit/main/content'
		)
	)
});

const categorySchema = v.object({
	title: line(120),
	tagline: line(300),
	order: v.number('must be a number')
});

/** `site.yaml` */
export const parseSite = (source: string): Settings<Site> => parseSettings(source, siteSchema);

/** `category.yaml` */
export const parseCategory = (source: string): Settings<Omit<Category, 'slug'>> =>
	parseSettings(source, categorySchema);

function parseSettings<const Schema extends typeof siteSchema | typeof categorySchema>(
	source: string,
	schema: Schema
): Settings<v.InferOutput<Schema>> {
	const { document, at, faults } = parseYaml(source);
	if (faults.length) return { value: null, faults };
	const known = Object.keys(schema.entries);
	if (!isMap(document.contents))
		return {
			value: null,
			faults: [{ line: 1, column: 1, problem: `needs the keys ${known.join(', ')}` }]
		};
	const places = new Map(
		document.contents.items.map(({ key, value }) => [
			String(key),
			{ key: at(key), value: at(value ?? key) }
		])
	);
	const values = document.toJS() as Record<string, unknown>;
	for (const key of Object.keys(values))
		if (!known.includes(key))
			faults.push({
				...places.get(key)!.key,
				problem: unknownKey(key, known, 'this file')
			});
	const parsed = v.safeParse(schema, values);
	for (const issue of parsed.issues ?? []) {
		const key = v.getDotPath(issue) ?? '';
		const missing = !Object.hasOwn(values, key);
		faults.push({
			...(places.get(key)?.value ?? { line: 1, column: 1 }),
			problem: missing ? `"${key}" is missing` : `${key} ${issue.message}`
		});
	}
	return parsed.success && !faults.length
		? { value: parsed.output as v.InferOutput<Schema>, faults: [] }
		: { value: null, faults };
}
