import type { Section } from '../../article/article.ts';
import { excerptAround } from './excerpt.ts';
import type { FindMatches, Match } from './matches.ts';
import { lineAround, quoteAround, quotePrefix } from './quote.ts';
import { markedSegments, type Range, type Segment } from '../text/segments.ts';
import { bestWindow, isBetter, type Window } from './window.ts';

/** The part of an article's text that matches a query best. */
export interface Passage {
	segments: Segment[];
	kind: 'prose' | 'code';
	/** `Title` if the title has every term that the article has. */
	foundIn: 'Title' | 'Text' | 'Code';
	/** The heading of its section; the id is empty before the first heading. */
	heading: { id: string; segments: Segment[] };
	/** Words around the first mark, from a single line, for a text fragment. */
	quote: string;
	/** The text before the quote, if the quote is too short to be unique. */
	quotePrefix: string;
}

/** In UTF-16 units; about two lines. */
const passageLength = 170;

/** The prose or code of a section with its matches. */
interface SectionText {
	text: string;
	matches: Match[];
	kind: Passage['kind'];
	section: SectionMatches;
}

interface SectionMatches {
	id: string;
	heading: string;
	headingMatches: Match[];
	texts: SectionText[];
}

/** The title with its matches marked. */
export const titleSegments = (title: string, find: FindMatches): Segment[] => {
	const text = title.normalize('NFC');
	return markedSegments(text, find(text));
};

/** Links to the heading of a passage and, where the browser supports it, to its words. */
export function passageUrl(article: string, { heading, quote, quotePrefix }: Passage): string {
	const text =
		quote && `:~:text=${quotePrefix && `${encodeQuote(quotePrefix)}-,`}${encodeQuote(quote)}`;
	return heading.id || text ? `${article}#${encodeURIComponent(heading.id)}${text}` : article;
}

/** In a text fragment, `-`, `,` and `&` have a meaning of their own and are percent-encoded. */
const encodeQuote = (text: string) =>
	encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D');

/** The passage with the most query terms; rare terms weigh more. `null` if there is none. */
export function findPassage(
	title: string,
	sections: readonly Section[],
	find: FindMatches
): Passage | null {
	const read = sections.map((section) => readSection(section, find));
	const weights = termWeights(read);
	let best: { source: SectionText; window: Window } | undefined;
	for (const { headingMatches, texts } of read) {
		// A term in the heading counts half in every window of the section.
		const inHeading = new Set(headingMatches.map(({ term }) => term));
		const sectionWeights = new Map(
			[...weights].map(([term, weight]) => [term, inHeading.has(term) ? weight / 2 : weight])
		);
		const headingScore = [...inHeading].reduce((sum, term) => sum + sectionWeights.get(term)!, 0);
		for (const source of texts) {
			const found = bestWindow(source.matches, sectionWeights, fitter(source));
			if (!found && !headingScore) continue;
			const window = found ?? { start: 0, end: 0, score: 0, spread: 0 };
			const scored = { ...window, score: window.score + headingScore };
			if (isBetter(scored, best?.window)) best = { source, window: scored };
		}
	}
	if (!best) return null;
	const inTitle = new Set(find(title.normalize('NFC')).map(({ term }) => term));
	return {
		...showWindow(best.source, best.window),
		foundIn: [...weights.keys()].every((term) => inTitle.has(term))
			? 'Title'
			: best.source.kind === 'code'
				? 'Code'
				: 'Text'
	};
}

function readSection({ id, heading, prose, code }: Section, find: FindMatches): SectionMatches {
	const name = heading.normalize('NFC');
	const section: SectionMatches = { id, heading: name, headingMatches: find(name), texts: [] };
	const add = (kind: SectionText['kind'], text: string) =>
		section.texts.push({ kind, text, matches: find(text), section });
	// A section without prose is represented by its heading.
	add('prose', prose.normalize('NFC') || name);
	add('code', code.normalize('NFC'));
	return section;
}

/** Weights by term number; even integers, so that halves and sums are exact. */
function termWeights(sections: readonly SectionMatches[]): Map<number, number> {
	const counts = new Map<number, number>();
	let total = 0;
	for (const { headingMatches, texts } of sections)
		for (const matches of [headingMatches, ...texts.map((text) => text.matches)])
			for (const { term } of matches) {
				counts.set(term, (counts.get(term) ?? 0) + 1);
				total++;
			}
	return new Map(
		[...counts].map(([term, count]) => [term, 2 * Math.round(1000 * Math.log(1 + total / count))])
	);
}

/** A passage has a maximum length, and a passage of code is a single line. */
const fitter =
	({ text, kind }: SectionText) =>
	({ start }: Match, { end }: Match) =>
		end - start <= passageLength && (kind === 'prose' || !text.slice(start, end).includes('\n'));

const within = <R extends Range>(ranges: readonly R[], { start, end }: Range): Range[] =>
	ranges
		.filter((range) => range.start >= start && range.end <= end)
		.map((range) => ({ start: range.start - start, end: range.end - start }));

function showWindow({ text, matches, kind, section }: SectionText, window: Window) {
	const whole = kind === 'code' ? lineAround(text, window.start) : { start: 0, end: text.length };
	const shown = text.slice(whole.start, whole.end);
	const at = { start: window.start - whole.start, end: window.end - whole.start };
	const excerpt = excerptAround(shown, at, passageLength);
	const passage = shown.slice(excerpt.start, excerpt.end);
	const marks = within(within(matches, whole), excerpt);
	const segments = oneLine(markedSegments(passage, marks));
	if (excerpt.cutBefore) segments.unshift({ text: '…', mark: false });
	if (excerpt.cutAfter) segments.push({ text: '…', mark: false });
	const first = excerpt.start + (marks[0]?.start ?? 0);
	const quote = marks.length ? quoteAround(shown, first) : '';
	return {
		segments,
		kind,
		heading: { id: section.id, segments: markedSegments(section.heading, section.headingMatches) },
		quote,
		quotePrefix: quotePrefix(quote, shown, first)
	};
}

/** Collapses white space to single spaces, across the edges of marks as well. */
function oneLine(segments: readonly Segment[]): Segment[] {
	let before = '';
	return segments.flatMap(({ text, mark }) => {
		const line = text.replace(/\s+/g, ' ');
		const shown = before.endsWith(' ') ? line.trimStart() : line;
		if (!shown) return [];
		before = shown;
		return [{ text: shown, mark }];
	});
}
