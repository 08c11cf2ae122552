/** One statement of a diagram. */
export interface Statement {
	text: string;
	/** 1-based, within the diagram. */
	line: number;
}

/** Something in a diagram that its author must fix. */
export class DiagramError extends Error {
	/** @param line 1-based, within the diagram */
	constructor(
		readonly line: number,
		problem: string
	) {
		super(problem);
	}
}

export interface DiagramSource {
	/** The first statement is the kind of diagram. */
	statements: Statement[];
	/** `accTitle: …` */
	title: string;
	/** `accDescr: …` or `accDescr { … }` */
	description: string;
}

/** Splits at each `;` that is not in quotes, in brackets, or part of a reference such as `#35;`. */
function splitStatements(line: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let isQuoted = false;
	let start = 0;
	for (let at = 0; at < line.length; at++) {
		const character = line[at]!;
		if (character === '"') isQuoted = !isQuoted;
		if (isQuoted) continue;
		if ('([{'.includes(character)) depth++;
		else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
		else if (character === ';' && !depth && !/#\w+$/.test(line.slice(Math.max(0, at - 12), at))) {
			parts.push(line.slice(start, at));
			start = at + 1;
		}
	}
	return [...parts, line.slice(start)];
}

/**
 * Splits the source of a diagram into statements, without comments, and its accessible title and
 * description.
 * @throws {DiagramError}
 */
export function readStatements(source: string): DiagramSource {
	const lines = source.replace(/\r\n?/g, '\n').split('\n');
	const result: DiagramSource = { statements: [], title: '', description: '' };
	for (let index = 0; index < lines.length; index++) {
		const text = lines[index]!.trim();
		const line = index + 1;
		if (text === '---' && !result.statements.length)
			throw new DiagramError(
				line,
				'has front matter, which is not drawn; write the title as caption="…" after ```mermaid'
			);
		const [, key, mark, rest] = /^(accTitle|accDescr)\s*(:|\{)\s*(.*)$/.exec(text) ?? [];
		if (key) {
			let words = rest!;
			if (mark === '{')
				while (!words.includes('}')) {
					if (++index >= lines.length) throw new DiagramError(line, `${key} { has no }`);
					words += ` ${lines[index]!.trim()}`;
				}
			const said = words.replace(/\}.*$/, '').trim();
			if (key === 'accTitle') result.title = said;
			else result.description = said;
		} else if (text && !text.startsWith('%%'))
			for (const part of splitStatements(text))
				if (part.trim()) result.statements.push({ text: part.trim(), line });
	}
	return result;
}
