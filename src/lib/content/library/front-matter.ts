import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { levels, type Level } from '../../core/article/article.ts';
import { didYouMean } from '../faults/did-you-mean.ts';
import { yamlFaults } from '../faults/yaml-faults.ts';

/** What an author says of an article, checked. */
export interface FrontMatter {
	title: string;
	description: string;
	level: Level;
	published: string;
	updated?: string;
	tags: string[];
	/** The author's claim of the reading time. */
	minutes?: number;
	series?: string;
	part?: number;
	draft: boolean;
}

export interface FrontMatterFault {
	/** 1-based, in the file */
	line: number;
	column: number;
	problem: string;
}

export interface ParsedArticle {
	/** `null` where a required part is missing or wrong. */
	frontMatter: FrontMatter | null;
	/** The file's text with everything up to the body's first line blanked out. */
	body: string;
	/** The author's claim of the reading time and where it stands, whatever else is wrong. */
	claim?: { minutes: number; line: number; column: number };
	faults: FrontMatterFault[];
}

type Rule = (value: unknown) => string | null;

const quoted = (value: unknown) => JSON.stringify(value);
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

const text =
	(least: number, most: number): Rule =>
	(value) => {
		if (typeof value !== 'string') return `must be text; put it in quotes: "${String(value)}"`;
		const { length } = [...value.trim()];
		return length < least
			? `has ${length} characters; at least ${least} are needed`
			: length > most
				? `has ${length} characters; ${most} is the most`
				: null;
	};

const date: Rule = (value) =>
	typeof value !== 'string' || !datePattern.test(value)
		? `${quoted(value)} is not a date; write it as YYYY-MM-DD`
		: !isDay(value)
			? `${quoted(value)} is not a day of the calendar`
			: null;

const isDay = (value: string) => {
	const parsed = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
};

const wholeNumber: Rule = (value) =>
	Number.isInteger(value) && (value as number) >= 1
		? null
		: `${quoted(value)} is not a whole number from 1`;

const rules: Record<string, Rule> = {
	title: text(1, 120),
	description: text(30, 300),
	level: (value) =>
		levels.includes(value as Level)
			? null
			: `${quoted(value)} is not a level${didYouMean(String(value), levels) || `; it is one of ${levels.join(', ')}`}`,
	published: date,
	updated: date,
	tags: (value) => {
		if (!Array.isArray(value)) return 'must be a list: [nats, c#]';
		const wrong = value.find(
			(tag) => typeof tag !== 'string' || !/^[a-z0-9.#+-]{1,80}$/.test(tag) || !/[a-z0-9]/.test(tag)
		);
		return wrong === undefined
			? null
			: `${quoted(wrong)} is not a tag; tags are made of a–z, 0–9 and . # + -`;
	},
	minutes: wholeNumber,
	series: (value) =>
		typeof value === 'string' && /^[a-z0-9-]{1,80}$/.test(value)
			? null
			: `${quoted(value)} is not a series; it is made of a–z, 0–9 and -`,
	part: wholeNumber,
	draft: (value) =>
		typeof value === 'boolean' ? null : `${quoted(value)} is neither true nor false`
};
const required = ['title', 'description', 'level', 'published'];

/** Takes an article's file apart; every fault of its front matter is told, with its place. */
export function parseArticle(source: string): ParsedArticle {
	const normal = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	const open = /^---[ \t]*\n/.exec(normal);
	const close = open && /^---[ \t]*$/m.exec(normal.slice(open[0].length));
	if (!open || !close) {
		const problem = open
			? 'front matter has no end; close it with a line ---'
			: 'front matter is missing; begin the file with a line ---, the keys title, description, level and published, and a line ---';
		return { frontMatter: null, body: normal, faults: [{ line: 1, column: 1, problem }] };
	}
	const yaml = normal.slice(open[0].length, open[0].length + close.index);
	const end = open[0].length + close.index + close[0].length;
	const body = normal.slice(0, end).replace(/[^\n]/g, '') + normal.slice(end);
	const counter = new LineCounter();
	const document = parseDocument(yaml, {
		lineCounter: counter,
		prettyErrors: false,
		logLevel: 'error'
	});
	const at = (offset: number) => {
		const { line, col } = counter.linePos(offset);
		return { line: line + 1, column: col };
	};
	const faults: FrontMatterFault[] = yamlFaults(document, 'front matter ').map(
		({ offset, problem }) => ({ ...at(offset), problem })
	);
	if (faults.length) return { frontMatter: null, body, faults };
	if (!isMap(document.contents)) {
		faults.push({
			line: 2,
			column: 1,
			problem: 'front matter is not a list of keys; write `title: …` and the others'
		});
		return { frontMatter: null, body, faults };
	}
	const values = document.toJS() as Record<string, unknown>;
	const places = keyPlaces(document, at);
	const fault = (key: string, problem: string, where: 'key' | 'value' = 'value') =>
		faults.push({ ...(places.get(key)?.[where] ?? { line: 1, column: 1 }), problem });
	const known = Object.keys(rules);
	/** Keys without a value that could be compared with another's. */
	const unusable = new Set<string>();
	for (const key of Object.keys(values))
		if (!Object.hasOwn(rules, key))
			fault(
				key,
				`"${key}" is not a key of front matter${didYouMean(key, known) || `; there are ${known.join(', ')}`}`,
				'key'
			);
	for (const [key, rule] of Object.entries(rules)) {
		const given = Object.hasOwn(values, key) && values[key] !== null;
		if (!given && required.includes(key)) fault(key, `"${key}" is missing`);
		const problem = given ? rule(values[key]) : null;
		if (problem) fault(key, `${key} ${problem}`);
		if (problem || !given) unusable.add(key);
	}
	const { published, updated, series, part, minutes } = values;
	if (!unusable.has('updated') && !unusable.has('published') && String(updated) < String(published))
		fault('updated', `updated "${String(updated)}" is before published "${String(published)}"`);
	if ((series == null) !== (part == null))
		fault(
			series == null ? 'part' : 'series',
			'series and part go together; add the other or take this one out'
		);
	const claim = unusable.has('minutes')
		? {}
		: { claim: { minutes: minutes as number, ...places.get('minutes')!.value } };
	if (faults.length) return { frontMatter: null, body, ...claim, faults };
	return {
		frontMatter: {
			title: String(values.title).trim(),
			description: String(values.description).trim(),
			level: values.level as Level,
			published: String(published),
			...(updated != null && { updated: String(updated) }),
			tags: [...new Set((values.tags as string[] | null | undefined) ?? [])],
			...(minutes != null && { minutes: minutes as number }),
			...(series != null && { series: String(series), part: part as number }),
			draft: values.draft === true
		},
		body,
		...claim,
		faults
	};
}

type Place = { line: number; column: number };

function keyPlaces(document: Document, at: (offset: number) => Place) {
	const places = new Map<string, { key: Place; value: Place }>();
	if (isMap(document.contents))
		for (const { key, value } of document.contents.items) {
			const start = isNode(key) && key.range ? key.range[0] : 0;
			const place = isNode(value) && value.range ? value.range[0] : start;
			places.set(String(key), { key: at(start), value: at(place) });
		}
	return places;
}
