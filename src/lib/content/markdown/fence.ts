/** What an author wrote behind the language of a fence. */
export interface FenceInfo {
	/** `file=…`, `region=…`, `caption="…"`, `alt="…"` */
	values: ReadonlyMap<string, string>;
	/** 1-based lines to stand out, from `{2,4-6}`. */
	lines: ReadonlySet<number>;
}

/** Reads the info string of a fence; what it does not know is left to others. */
export function parseFenceInfo(meta: string): FenceInfo {
	const values = new Map<string, string>();
	for (const [, name, quoted, bare] of meta.matchAll(/([a-z]+)=(?:"([^"]*)"|(\S+))/g))
		values.set(name!, quoted ?? bare ?? '');
	const lines = new Set<number>();
	for (const part of /\{([\d,\s-]+)\}/.exec(meta)?.[1]?.split(',') ?? []) {
		const [from = NaN, to = from] = part.split('-').map(Number);
		for (let line = from; line <= Math.min(to, from + 10_000); line++) lines.add(line);
	}
	return { values, lines };
}

/** `true` where a block of code ends as it began, with a fence, or has none. */
export function isClosed(block: string): boolean {
	const fence = /^(?:`{3,}|~{3,})/.exec(block)?.[0];
	if (!fence) return true;
	const last = block.slice(block.lastIndexOf('\n') + 1);
	return block.includes('\n') && new RegExp(`(?:^|[\\s>])${fence}${fence[0]}*\\s*$`).test(last);
}

const regionStart = /(?:#region|\bregion)\s+(\S+)/;
const regionEnd = /#endregion|\bend ?region\b/;

/**
 * The lines of a named region without the marks of the regions inside it, taken to the left edge.
 * A region starts at a line with `#region name` or a comment `region name` and ends at its
 * `#endregion` or `endregion name`. `null` where there is none of that name.
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
