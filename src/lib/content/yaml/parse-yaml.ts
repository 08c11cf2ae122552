import { isNode, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { didYouMean } from '../faults/did-you-mean.ts';
import { cutValues, yamlFaults } from './yaml-faults.ts';
import type { Fault, Position } from '../faults/fault.ts';

/** What a file of settings says, or where it is wrong. */
export type Parsed<T> = { value: T; faults: [] } | { value: null; faults: Fault[] };

export interface YamlFile {
	document: Document.Parsed;
	/** The position of a node; the start of the file if it has none. */
	at(node: unknown): Position;
	faults: Fault[];
	/** `false` if the faults are such that the document says nothing. */
	isReadable: boolean;
	/** Values that a comment cut off: what is there is not what was written. */
	cut: ReadonlySet<Node>;
}

interface YamlOptions {
	/** What to call it in faults, if it is not the whole file. */
	subject?: string;
	/** In characters. It bounds the time that reading takes. */
	maxLength?: number;
}

const defaultMaxLength = 100_000;

export function parseYaml(
	source: string,
	{ subject = '', maxLength = defaultMaxLength }: YamlOptions = {}
): YamlFile {
	if (source.length > maxLength)
		return unreadable(`${subject}has ${source.length} characters; ${maxLength} is the most`);
	try {
		return read(source.replace(/^\ufeff/, ''), subject);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return unreadable(`${subject}is nested too deeply`);
	}
}

function read(source: string, subject: string): YamlFile {
	const counter = new LineCounter();
	const document = parseDocument(source, {
		lineCounter: counter,
		prettyErrors: false,
		logLevel: 'error'
	});
	const position = (offset: number): Position => {
		const { line, col } = counter.linePos(offset);
		return { line, column: col };
	};
	const fatal = yamlFaults(document, source, subject);
	const cuts = cutValues(document, source);
	return {
		document,
		at: (node) => (isNode(node) && node.range ? position(node.range[0]) : { line: 1, column: 1 }),
		faults: [...fatal, ...cuts.values()].map(({ offset, problem }) => ({
			...position(offset),
			problem
		})),
		isReadable: !fatal.length,
		cut: new Set(cuts.keys())
	};
}

function unreadable(problem: string): YamlFile {
	const start = { line: 1, column: 1 };
	return {
		document: parseDocument(''),
		at: () => start,
		faults: [{ ...start, problem }],
		isReadable: false,
		cut: new Set()
	};
}

/** A key that nothing reads, with the one that may be meant. */
export const unknownKey = (key: string, known: readonly string[], where: string) =>
	`"${key}" is not a key of ${where}${didYouMean(key, known) || `; there are ${known.join(', ')}`}`;
