import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { didYouMean } from '../faults/did-you-mean.ts';
import { yamlFaults } from '../faults/yaml-faults.ts';
import type { Fault, Position } from '../faults/fault.ts';

/** What a file of settings says, or where it is wrong. */
export type Settings<T> = { value: T; faults: [] } | { value: null; faults: Fault[] };

export interface YamlFile {
	document: Document.Parsed;
	/** Where a part of the document stands; the file's beginning where that is not known. */
	at(node: unknown): Position;
	/** Why it is no YAML. */
	faults: Fault[];
}

export function parseYaml(source: string): YamlFile {
	const counter = new LineCounter();
	const document = parseDocument(source.replace(/^\ufeff/, ''), {
		lineCounter: counter,
		prettyErrors: false,
		logLevel: 'error'
	});
	const position = (offset: number): Position => {
		const { line, col } = counter.linePos(offset);
		return { line, column: col };
	};
	return {
		document,
		at: (node) => (isNode(node) && node.range ? position(node.range[0]) : { line: 1, column: 1 }),
		faults: yamlFaults(document).map(({ offset, problem }) => ({ ...position(offset), problem }))
	};
}

/** A key that nothing reads, with the one that may be meant. */
export const unknownKey = (key: string, known: readonly string[], where: string) =>
	`"${key}" is not a key of ${where}${didYouMean(key, known) || `; there are ${known.join(', ')}`}`;
