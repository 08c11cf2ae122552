import type { Code } from 'mdast';
import { didYouMean } from '../faults/did-you-mean.ts';

/** What an author wrote after the opening characters of a fence. */
export interface FenceInfo {
	language: string;
	/** `file=…`, `region=…`, `caption="…"`, `alt="…"` */
	values: ReadonlyMap<string, string>;
	/** 1-based numbers of the highlighted lines, from `{2,4-6}`. */
	lines: ReadonlySet<number>;
	/** Parts that are not supported, each with its cure. */
	faults: string[];
}

const keys = ['file', 'region', 'caption', 'alt'];

/** What to write instead of the options of other tools. */
const cures: Record<string, string> = {
	title: 'write caption="…"',
	filename: 'write caption="…"',
	name: 'write caption="…"',
	hl_lines: 'write the lines that stand out as {2,4-6}',
	highlight: 'write the lines that stand out as {2,4-6}',
	linenos: 'line numbers are not supported; remove it',
	showlinenumbers: 'line numbers are not supported; remove it',
	startline: 'line numbers are not supported; remove it'
};

/**
 * Reads the info string of a fence. `js{2}`, as other tools have it, means `js {2}`; anything
 * unknown is a fault.
 */
export function parseFenceInfo({ lang, meta }: Pick<Code, 'lang' | 'meta'>): FenceInfo {
	const faults: string[] = [];
	const [, language = '', marks = ''] = /^([^{,:]*)(.*)$/s.exec(lang ?? '')!;
	let rest = `${marks} ${meta ?? ''}`;
	const values = new Map<string, string>();
	rest = rest.replace(
		/([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))/g,
		(written, name: string, ...texts) => {
			const [double, single, bare] = texts as (string | undefined)[];
			if (keys.includes(name)) values.set(name, double ?? single ?? bare ?? '');
			else faults.push(`"${written}" is not supported; ${cureOf(name)}`);
			return '';
		}
	);
	const lines = new Set<number>();
	rest = rest.replace(/\{([\d,\s-]+)\}/, (_, ranges: string) => {
		for (const part of ranges.split(',')) {
			const [from = NaN, to = from] = part.split('-').map(Number);
			for (let line = from; line <= Math.min(to, from + 10_000); line++) lines.add(line);
		}
		return '';
	});
	for (const word of rest.split(/\s+/).filter(Boolean))
		faults.push(`"${word}" after the language of a fence is not supported; ${cureOf(word)}`);
	return { language, values, lines, faults };
}

function cureOf(name: string): string {
	const cure = cures[name.toLowerCase()];
	return cure ?? `remove it${didYouMean(name, keys)}`;
}

/** `true` for a code block with a closing fence, or without fences. */
export function isClosed(block: string): boolean {
	const fence = /^(?:`{3,}|~{3,})/.exec(block)?.[0];
	if (!fence) return true;
	const last = block.slice(block.lastIndexOf('\n') + 1);
	return block.includes('\n') && new RegExp(`(?:^|[\\s>])${fence}${fence[0]}*\\s*$`).test(last);
}

const regionStart = /(?:#region|\bregion)\s+(\S+)/;
const regionEnd = /#endregion|\bend ?region\b/;

/**
 * The lines of a named region without the marks of nested regions, with the common indentation removed.
 * A region starts at a line with `#region name` or a comment `region name` and ends at its
 * `#endregion` or `endregion name`. `null` if there is none with that name.
 */
export function readRegion(source: string, name: string): string | null {
	const lines = source.replace(/\r\n?/g, '\n').split('\n');
	const start = lines.findIndex((line) => opensRegion(line, name));
	if (start < 0) return null;
	let depth = 1;
	let end = start + 1;
	while (end < lines.length) {
		if (regionEnd.test(lines[end]!)) depth--;
		else if (isRegionMark(lines[end]!)) depth++;
		if (depth === 0) break;
		end++;
	}
	return depth ? null : dedent(lines.slice(start + 1, end).filter((line) => !isRegionMark(line)));
}

const opensRegion = (line: string, name: string) =>
	!regionEnd.test(line) && regionStart.exec(line)?.[1] === name;

/** The 1-based line of a region's first line of code; 1 without a region. */
export const regionLine = (source: string, name?: string): number =>
	name === undefined ? 1 : source.split('\n').findIndex((line) => opensRegion(line, name)) + 2;

/** All region names of a file, for "did you mean". */
export const regionNames = (source: string): string[] =>
	source
		.split('\n')
		.filter((line) => !regionEnd.test(line) && isRegionMark(line))
		.map((line) => regionStart.exec(line)![1]!);

const isRegionMark = (line: string) =>
	/^\s*(?:#region\b|#endregion\b|(?:\/\/|#|--|\/\*|<!--|;)\s*(?:end ?)?region\b)/.test(line);

function dedent(lines: string[]): string {
	const indents = lines.filter((line) => line.trim()).map((line) => /^\s*/.exec(line)![0].length);
	const common = indents.length ? Math.min(...indents) : 0;
	const text = lines.map((line) => line.slice(common));
	while (text.length && !text[0]!.trim()) text.shift();
	while (text.length && !text.at(-1)!.trim()) text.pop();
	return text.join('\n');
}
