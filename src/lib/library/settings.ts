import * as v from 'valibot';
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { Category, Site } from '../article/article.ts';
import { didYouMean } from '../article/did-you-mean.ts';
import type { Fault } from '../markdown/fault.ts';

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

/** The value of a settings file, or where it is wrong. */
export type Settings<T> = { value: T; faults: [] } | { value: null; faults: Fault[] };

/** `site.yaml` */
export const parseSite = (source: string): Settings<Site> => parseSettings(source, siteSchema);

/** `category.yaml` */
export const parseCategory = (source: string): Settings<Omit<Category, 'slug'>> =>
	parseSettings(source, categorySchema);

function parseSettings<const Schema extends typeof siteSchema | typeof categorySchema>(
	source: string,
	schema: Schema
): Settings<v.InferOutput<Schema>> {
	const counter = new LineCounter();
	const document = parseDocument(source.replace(/^\ufeff/, ''), {
		lineCounter: counter,
		prettyErrors: false
	});
	const at = (offset: number) => {
		const { line, col } = counter.linePos(offset);
		return { line, column: col };
	};
	const faults: Fault[] = document.errors.map(({ pos, message }) => ({
		...at(pos[0]),
		problem: `is not YAML: ${message.split('\n')[0]}`
	}));
	if (faults.length) return { value: null, faults };
	const known = Object.keys(schema.entries);
	if (!isMap(document.contents))
		return {
			value: null,
			faults: [{ line: 1, column: 1, problem: `needs the keys ${known.join(', ')}` }]
		};
	const places = new Map(
		document.contents.items.map(({ key, value }) => {
			const start = isNode(key) && key.range ? key.range[0] : 0;
			const place = isNode(value) && value.range ? value.range[0] : start;
			return [String(key), { key: at(start), value: at(place) }];
		})
	);
	const values = document.toJS() as Record<string, unknown>;
	for (const key of Object.keys(values))
		if (!known.includes(key))
			faults.push({
				...places.get(key)!.key,
				problem: `"${key}" is not a key of this file${didYouMean(key, known) || `; there are ${known.join(', ')}`}`
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
