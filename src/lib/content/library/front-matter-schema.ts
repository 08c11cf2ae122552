import * as v from 'valibot';
import { levels } from '../../core/article/article.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import { inJsonSchema } from '../yaml/json-schema.ts';
import { textOf } from '../yaml/validate.ts';

const quoted = (value: unknown) => JSON.stringify(value);

const isDay = (value: string) => {
	const parsed = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
};

const notADate = ({ input }: { input: unknown }) =>
	`${quoted(input)} is not a date; write it as YYYY-MM-DD`;

const date = v.pipe(
	v.string(notADate),
	v.regex(/^\d{4}-\d{2}-\d{2}$/, notADate),
	v.check(
		(value) => isDay(value) || !/^\d{4}-\d{2}-\d{2}$/.test(value),
		({ input }) => `${quoted(input)} is not a day of the calendar`
	),
	inJsonSchema({ format: 'date' })
);

const notAWholeNumber = ({ input }: { input: unknown }) =>
	`${quoted(input)} is not a whole number from 1`;

export const wholeNumber = v.pipe(
	v.number(notAWholeNumber),
	v.check((value) => Number.isInteger(value) && value >= 1, notAWholeNumber),
	inJsonSchema({ type: 'integer', minimum: 1 })
);

const tagPattern = /^(?=.*[a-z0-9])[a-z0-9.#+-]{1,80}$/;
const isTag = (text: string) => tagPattern.test(text);

const tag = v.pipe(
	v.string('must be text'),
	v.check(isTag, ({ input }) => {
		const lowerCase = input.toLowerCase();
		const guess = isTag(lowerCase) ? `; did you mean "${lowerCase}"?` : '';
		return `${quoted(input)} is not a tag; tags are made of a–z, 0–9 and . # + -${guess}`;
	}),
	inJsonSchema({ pattern: tagPattern.source })
);

const aliasPattern = /^(?!.*\/\.)\/(?:[\w.~-]+\/)*[\w~-][\w.~-]*(?:\/|\.html)$/;
const isAlias = (path: string) => aliasPattern.test(path);

const alias = v.pipe(
	v.string('must be text'),
	v.check(isAlias, ({ input }) => {
		const guess = [`${input}/`, `/${input}`, `/${input}/`].find(isAlias);
		const cure = guess ? `did you mean "${guess}"?` : 'write it as /backend/old-name/';
		return `${quoted(input)} is not a path of a page of this site; ${cure}`;
	}),
	inJsonSchema({ pattern: aliasPattern.source })
);

const notASeries = ({ input }: { input: unknown }) =>
	`${quoted(input)} is not a series; it is made of a–z, 0–9 and -`;

const explained = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
	v.pipe(schema, v.description(description));

const keys = v.object({
	title: explained(textOf(1, 120), 'What the article is called, in 1 to 120 characters.'),
	description: explained(
		textOf(30, 300),
		'What a reader takes away, in 30 to 300 characters. Lists, previews and feeds show it.'
	),
	level: explained(
		v.picklist(
			levels,
			({ input }) =>
				`${quoted(input)} is not a level${didYouMean(String(input), levels) || `; it is one of ${levels.join(', ')}`}`
		),
		'Whom the article is for.'
	),
	published: explained(
		date,
		'The day of publication, YYYY-MM-DD. Until then the article is only in `npm run dev`.'
	),
	updated: v.optional(
		explained(date, 'The day of the last change that matters to readers, not before `published`.')
	),
	tags: v.optional(
		v.pipe(
			v.array(tag, 'must be a list: [nats, c#]'),
			v.description('What the article is about: [nats, c#].'),
			v.transform((tags) => [...new Set(tags)])
		),
		[]
	),
	/** Paths that the article had before. */
	aliases: v.optional(
		explained(
			v.array(alias, 'must be a list: [/backend/old-name/]'),
			'Paths that the article had before, which lead to it: [/backend/old-name/].'
		),
		[]
	),
	/** The author's claim of the reading time. */
	minutes: v.optional(
		explained(wholeNumber, 'The reading time as you expect it. The check computes and compares it.')
	),
	series: v.optional(
		explained(
			v.pipe(v.string(notASeries), v.regex(/^[a-z0-9-]{1,80}$/, notASeries)),
			'The name that all parts of a series have. It needs `part`.'
		)
	),
	part: v.optional(explained(wholeNumber, 'The place in the series, from 1. It needs `series`.')),
	draft: v.optional(
		explained(
			v.boolean(({ input }) => `${quoted(input)} is neither true nor false`),
			'A draft is in `npm run dev` and in no build.'
		),
		false
	)
});

/** Keys that go together. A fault in one of them is reported instead of these. */
export const frontMatterSchema = v.pipe(
	keys,
	v.forward(
		v.partialCheck(
			[['published'], ['updated']],
			({ published, updated }) =>
				!updated || !isDay(updated) || !isDay(published) || updated >= published,
			({ input: { published, updated } }) => `"${updated}" is before published "${published}"`
		),
		['updated']
	),
	v.forward(
		v.partialCheck(
			[['series'], ['part']],
			({ series, part }) => series === undefined || part !== undefined,
			'needs a part, its place in the series: part: 1'
		),
		['series']
	),
	v.forward(
		v.partialCheck(
			[['series'], ['part']],
			({ series, part }) => part === undefined || series !== undefined,
			'needs a series, the name that all its parts have: series: messaging'
		),
		['part']
	),
	inJsonSchema({ dependencies: { series: ['part'], part: ['series'] } })
);

/** What an author says of an article, checked. */
export type FrontMatter = v.InferOutput<typeof keys>;

/** The front matter of `about.md`. */
export const aboutSchema = v.object({
	title: explained(textOf(1, 120), 'The name of the page, and of the links to it.'),
	description: explained(
		textOf(30, 300),
		'What the page says, in 30 to 300 characters, for search engines and previews.'
	)
});

export type AboutFrontMatter = v.InferOutput<typeof aboutSchema>;
