import { visit, type Document, type Node, type YAMLParseError } from 'yaml';

const inQuotes = 'put the text in quotes';
const keyAndValue = 'write "key: value", with a space after the colon';

export interface YamlFault {
	/** In the document's text. */
	offset: number;
	problem: string;
}

/**
 * Why a YAML document cannot be read as it stands. Of several errors on one line only the first is
 * reported: the others follow from it.
 * @param subject what is not YAML, if it is not the whole file
 */
export function yamlFaults(document: Document.Parsed, source: string, subject = ''): YamlFault[] {
	const faults = new Map<string, YamlFault>();
	for (const error of document.errors) {
		const { offset, cure } = cureOf(error, source);
		const line = String(source.slice(0, offset).split('\n').length);
		const problem = `${subject}is not YAML: ${error.message.split('\n')[0]}${cure && `; ${cure}`}`;
		if (!faults.has(line)) faults.set(line, { offset, problem });
	}
	return [...faults.values(), ...unusedSyntax(document, source)];
}

/** `title: *bold*` is an alias in YAML, `&x` an anchor and `!x` a tag. No file here needs them. */
function unusedSyntax(document: Document.Parsed, source: string): YamlFault[] {
	const faults: YamlFault[] = [];
	visit(document, {
		Alias: (_key, { source: name, range }) =>
			void faults.push({
				offset: range![0],
				problem: `"*${name}" refers to another value; ${inQuotes}`
			}),
		Value(_key, node) {
			const [mark, meaning] = node.anchor
				? [`&${node.anchor}`, 'names a value to refer to']
				: [node.tag, 'is a type in YAML'];
			if (!mark) return;
			const start = node.range?.[0] ?? 0;
			const offset = Math.max(0, source.lastIndexOf(mark, start));
			faults.push({ offset, problem: `"${mark}" ${meaning}; ${inQuotes}` });
		}
	});
	return faults;
}

/** The cure for a line whose value goes on behind its end, by the character that it starts with. */
function quotesFor(line: string): string {
	if (/:[ \t]+'/.test(line)) return 'put the text in double quotes, or write its apostrophe twice';
	return /:[ \t]+"/.test(line)
		? 'put the whole text in single quotes'
		: 'put the whole text in quotes';
}

function cureOf(
	{ code, message, pos: [offset] }: YAMLParseError,
	source: string
): { offset: number; cure: string } {
	const cure = (text: string) => ({ offset, cure: text });
	switch (code) {
		case 'BAD_DQ_ESCAPE':
			return cure('put the text in single quotes');
		case 'BAD_SCALAR_START':
			return cure(inQuotes);
		case 'BLOCK_AS_IMPLICIT_KEY':
			return cure('put a text with a colon in quotes');
		case 'DUPLICATE_KEY':
			return cure('remove one of them');
		case 'TAB_AS_INDENT':
			return cure('indent with spaces');
		case 'UNEXPECTED_TOKEN':
			return cure(quotesFor(lineAt(source, offset)));
		case 'MULTILINE_IMPLICIT_KEY':
			return cure(keyAndValue);
		case 'BAD_INDENT':
			return unclosedList(offset, source);
		case 'MISSING_CHAR':
			if (message.includes('quote')) return cure('close the quotes');
			if (message.startsWith('Comments'))
				return cure('"#" begins a comment; put a text that begins with it in quotes');
			return cure(keyAndValue);
		default:
			return cure('');
	}
}

const lineAt = (source: string, offset: number) => {
	const start = source.lastIndexOf('\n', offset - 1) + 1;
	return source.slice(start, offset) + source.slice(offset).split('\n')[0];
};

/** A list in brackets that does not end where it must, often since a comment hides its bracket. */
function unclosedList(offset: number, source: string): { offset: number; cure: string } {
	const start = Math.max(source.lastIndexOf('[', offset - 1), source.lastIndexOf('{', offset - 1));
	const end = source[start] === '{' ? '}' : ']';
	const comment = /[\s,[{]#/.exec(source.slice(start, offset));
	if (!comment) return { offset, cure: `close it with "${end}"` };
	return {
		offset: start + comment.index + 1,
		cure: `"#" begins a comment, which hides the "${end}"; put a text that begins with "#" in quotes`
	};
}

/**
 * Values that a comment cut off: `title: Round #72` says "Round" to YAML. Numbers, words for true
 * and false, and texts in quotes are whole, so a comment behind them is one.
 * @returns the fault by the node of the value
 */
export function cutValues(document: Document.Parsed, source: string): Map<Node, YamlFault> {
	const cuts = new Map<Node, YamlFault>();
	const comments = /[ \t]*#/y;
	visit(document, {
		Scalar(key, node) {
			const isText = typeof node.value === 'string' || node.value === null;
			if (key === 'key' || node.type !== 'PLAIN' || !isText || !node.range) return;
			const [start, end] = node.range;
			comments.lastIndex = end;
			const comment = comments.exec(source);
			if (!comment) return;
			const offset = end + comment[0].length - 1;
			const whole = JSON.stringify(source.slice(start).split('\n')[0]!.trim());
			const problem = `"#" begins a comment in YAML, which cuts the value; put it in quotes: ${whole}, or move the comment to its own line`;
			cuts.set(node, { offset, problem });
		}
	});
	return cuts;
}
