import type { Section } from '../../article/article.ts';
import { excerptAround } from './excerpt.ts';
import type { FindMatches, Match } from './matches.ts';
import { leadTo, lineAround, quoteAround } from './quote.ts';
import { markedSegments, type Range, type Segment } from '../text/segments.ts';
import { bestWindow, isBetter, type Window } from './window.ts';

/** What of an article's text answers a query. */
export interface Passage {
	segments: Segment[];
	/** What the passage is. */
	kind: 'prose' | 'code';
	/** Where the article has what was searched for: the title, if that has all of it. */
	foundIn: 'Title' | 'Text' | 'Code';
	/** The heading that it stands under; before the first one there is no id. */
	heading: { id: string; segments: Segment[] };
	/** The words around the first mark as they stand in one line, for a text fragment. */
	quote: string;
	/** What stands right before these, where they are too few to be found alone. */
	lead: string;
}

/** About two lines. */
const passageLength = 170;

/** A text of a section, and where it has what was searched for. */
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
	sources: SectionText[];
}

/** The title with what was searched for marked. */
export const titleSegments = (title: string, find: FindMatches): Segment[] => {
	const text = title.normalize('NFC');
	return markedSegments(text, find(text));
};

/** Leads to a passage: to its heading and, where the browser can, to its very words. */
export function passageUrl(article: string, { heading, quote, lead }: Passage): string {
	const text = quote && `:~:text=${lead && `${encodeQuote(lead)}-,`}${encodeQuote(quote)}`;
	return heading.id || text ? `${article}#${encodeURIComponent(heading.id)}${text}` : article;
}

/** As the draft on text fragments has it, `-`, `,` and `&` are its own. */
const encodeQuote = (text: string) =>
	encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D');

/** The stretch of an article with most of what was searched for; rare terms weigh more. */
export function findPassage(
	title: string,
	sections: readonly Section[],
	find: FindMatches
): Passage | null {
	const read = sections.map((section) => readSection(section, find));
	const weights = termWeights(read);
	let best: { source: SectionText; window: Window } | undefined;
	for (const { headingMatches, sources } of read) {
		// A term of the heading is half in the section's every window.
		const inHeading = new Set(headingMatches.map(({ term }) => term));
		const halves = new Map(
			[...weights].map(([term, weight]) => [term, inHeading.has(term) ? weight / 2 : weight])
		);
		const headingScore = [...inHeading].reduce((sum, term) => sum + halves.get(term)!, 0);
		for (const source of sources) {
			const found = bestWindow(source.matches, halves, fitter(source));
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
	const section: SectionMatches = { id, heading: name, headingMatches: find(name), sources: [] };
	const add = (kind: SectionText['kind'], text: string) =>
		section.sources.push({ kind, text, matches: find(text), section });
	// A heading stands for a section without words of its own.
	add('prose', prose.normalize('NFC') || name);
	add('code', code.normalize('NFC'));
	return section;
}

/** Even whole numbers, so that halves and sums are exact. */
function termWeights(sections: readonly SectionMatches[]): Map<number, number> {
	const counts = new Map<number, number>();
	let total = 0;
	for (const { headingMatches, sources } of sections)
		for (const matches of [headingMatches, ...sources.map((source) => source.matches)])
			for (const { term } of matches) {
				counts.set(term, (counts.get(term) ?? 0) + 1);
				total++;
			}
	return new Map(
		[...counts].map(([term, count]) => [term, 2 * Math.round(1000 * Math.log(1 + total / count))])
	);
}

/** A passage is of one length, and of code a single line. */
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
		lead: leadTo(quote, shown, first)
	};
}

/** Of white space a single space is left, on both sides of a mark's edge too. */
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
