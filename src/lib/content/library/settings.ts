import * as v from 'valibot';
import type { Category, Site } from '../../core/article/article.ts';
import { textOf, validate } from '../yaml/validate.ts';
import { parseYaml, type Parsed } from '../yaml/parse-yaml.ts';

const address = (hint: string) =>
	v.pipe(
		textOf(1, 300),
		v.regex(/^https?:\/\/[^\s"<>]+$/, `must be the address of ${hint}`),
		v.transform((url) => url.replace(/\/+$/, ''))
	);

export const siteSchema = v.object({
	title: textOf(1, 120),
	tagline: textOf(1, 300),
	url: address('the site: https://example.org'),
	author: textOf(1, 120),
	language: v.pipe(
		textOf(1, 35),
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

export const categorySchema = v.object({
	title: textOf(1, 120),
	tagline: textOf(1, 300),
	order: v.number('must be a number')
});

/** Reads `site.yaml`. */
export const parseSite = (source: string): Parsed<Site> => parseSettings(source, siteSchema);

/** Reads `category.yaml`. */
export const parseCategory = (source: string): Parsed<Omit<Category, 'slug'>> =>
	parseSettings(source, categorySchema);

function parseSettings<const Schema extends typeof siteSchema | typeof categorySchema>(
	source: string,
	schema: Schema
): Parsed<v.InferOutput<Schema>> {
	const file = parseYaml(source);
	return file.isReadable
		? validate(file, schema, 'this file')
		: { value: null, faults: file.faults };
}
