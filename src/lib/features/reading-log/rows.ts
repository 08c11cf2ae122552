import * as v from 'valibot';
import { recentSearches, emptyRecord, type ReadingRecord } from './record.ts';

// The record as plain rows, for the database and for exported files. Lists rather than objects keyed
// by text that people wrote, so that no key is special.

const text = v.string('must be text');
const time = v.custom<number>(
	(value) => Number.isSafeInteger(value) && (value as number) >= 0,
	'must be a time: whole milliseconds, 0 or more'
);
const list = <S extends v.GenericSchema>(row: S) => v.array(row, 'must be a list');

/** Unknown keys are ignored. */
export const object = <E extends v.ObjectEntries>(entries: E) =>
	v.object(entries, ({ expected }) => (expected === 'Object' ? 'must be an object' : 'is missing'));

const stamped = <S extends v.GenericSchema>(value: S) => object({ at: time, value });

const position = object({
	heading: text,
	fraction: v.custom<number>(
		(value) => typeof value === 'number' && value >= 0 && value <= 1,
		'must be a number from 0 to 1'
	),
	earlier: list(text)
});

export const articleRow = object({
	id: v.pipe(
		text,
		v.regex(/^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/, 'must name an article as category/slug')
	),
	position: v.optional(stamped(v.nullable(position))),
	read: v.optional(stamped(v.nullable(v.literal(true, 'must be true, or null where deleted')))),
	sections: list(object({ heading: text, at: time, value: text }))
});

export const criteriaRow = object({
	// It becomes a link, and "//" would lead to another site.
	path: v.pipe(text, v.regex(/^\/(?![/\\])/, 'must be a path that begins with one /')),
	at: time,
	value: v.nullable(text)
});

export const settingsRow = object({
	searches: list(object({ text, at: time })),
	searchesForgotten: time,
	installDeclined: v.optional(stamped(v.literal(true, 'must be true')))
});

export type ArticleRow = v.InferInput<typeof articleRow>;
export type CriteriaRow = v.InferInput<typeof criteriaRow>;
export type SettingsRow = v.InferInput<typeof settingsRow>;

export interface Rows {
	articles: ArticleRow[];
	criteria: CriteriaRow[];
	settings: SettingsRow;
}

export const toRows = ({ articles, criteria, settings }: ReadingRecord): Rows => ({
	articles: [...articles].map(([id, { position, read, sections }]) => ({
		id,
		...(position && {
			position: position.value
				? { ...position, value: { ...position.value, earlier: [...position.value.earlier] } }
				: { ...position, value: null }
		}),
		...(read && { read }),
		sections: [...sections].map(([heading, hash]) => ({ heading, ...hash }))
	})),
	criteria: [...criteria].map(([path, query]) => ({ path, ...query })),
	settings: { ...settings, searches: [...settings.searches] }
});

export const fromRows = ({ articles, criteria, settings }: Rows): ReadingRecord => ({
	articles: new Map(
		articles.map(({ id, sections, ...article }) => [
			id,
			{ ...article, sections: new Map(sections.map(({ heading, ...hash }) => [heading, hash])) }
		])
	),
	criteria: new Map(criteria.map(({ path, ...query }) => [path, query])),
	settings: {
		...settings,
		searches: recentSearches(settings.searches, settings.searchesForgotten)
	}
});

/** The valid rows among stored ones, which may hold anything. */
export function validRows(rows: { [Part in keyof Rows]: unknown[] }): Rows {
	const valid = <S extends v.GenericSchema>(schema: S, values: unknown[]) =>
		values.flatMap((value): v.InferOutput<S>[] => {
			const result = v.safeParse(schema, value);
			return result.success ? [result.output] : [];
		});
	return {
		articles: valid(articleRow, rows.articles),
		criteria: valid(criteriaRow, rows.criteria),
		settings: valid(settingsRow, rows.settings)[0] ?? toRows(emptyRecord).settings
	};
}
