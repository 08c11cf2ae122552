import { Graph, type GraphNode, type NodeShape } from './graph.ts';
import { readLabel } from './labels.ts';
import { DiagramError, type Statement } from './statements.ts';

const id = String.raw`(?:[\p{L}\p{N}\p{M}_.-]+?)`;
const transition = new RegExp(
	String.raw`^(\[\*\]|${id})\s*-->\s*(\[\*\]|${id})(?:\s*:\s*(.*))?$`,
	'u'
);
const composite = new RegExp(String.raw`^state\s+(?:"([^"]*)"\s+as\s+)?(${id})\s*\{$`, 'u');
const alias = new RegExp(String.raw`^state\s+"([^"]*)"\s+as\s+(${id})$`, 'u');
const special = new RegExp(String.raw`^state\s+(${id})\s*<<(choice|fork|join)>>$`, 'u');
const plain = new RegExp(String.raw`^(?:state\s+)?(${id})$`, 'u');
const described = new RegExp(String.raw`^(${id})\s*:\s*(.+)$`, 'u');
const note = new RegExp(String.raw`^note\s+(?:left|right)\s+of\s+(${id})(?:\s*:\s*(.*))?$`, 'iu');

const shapes: Record<string, NodeShape> = { choice: 'choice', fork: 'bar', join: 'bar' };

/** Reads the statements of a state diagram. @throws {DiagramError} if one cannot be read */
export function readStateDiagram([, ...statements]: Statement[]): Graph {
	const graph = new Graph('state');
	/** Counts the `[*]`, each of which is a separate state. */
	let pseudostates = 0;
	const isGroup = (name: string) => graph.groups.some((group) => group.id === name);
	const endpoint = (name: string, line: number, shape: 'start' | 'end') => {
		if (name !== '[*]') return isGroup(name) ? name : state(name, line).id;
		const pseudostate = graph.node(`[*]${++pseudostates}`, line, shape);
		pseudostate.label = '';
		return pseudostate.id;
	};
	const state = (name: string, line: number): GraphNode => graph.node(name, line, 'rounded');
	const addNote = (of: string, words: string, line: number) => {
		const noted = isGroup(of) ? of : state(of, line).id;
		const box = graph.node(`note ${graph.nodes.size}`, line, 'note');
		box.label = readLabel(words);
		graph.edges.push({
			...{ from: noted, to: box.id, line, label: '' },
			...{ stroke: 'dotted', start: 'none', end: 'none' }
		});
	};
	for (let index = 0; index < statements.length; index++) {
		const { text, line } = statements[index]!;
		let match: RegExpExecArray | null;
		if ((match = /^direction\s+(TB|TD|BT|LR|RL)$/i.exec(text)))
			graph.setDirection(match[1]!.toUpperCase());
		else if ((match = composite.exec(text))) {
			graph.nodes.delete(match[2]!);
			graph.openGroup(match[2]!, readLabel(match[1] ?? match[2]!), line);
		} else if (text === '}') graph.closeGroup(line, '}');
		else if ((match = note.exec(text))) {
			const lines: string[] = match[2] ? [match[2]] : [];
			if (!match[2])
				while (!/^end note$/i.test(statements[++index]?.text ?? 'end note'))
					lines.push(statements[index]!.text);
			addNote(match[1]!, lines.join('<br>'), line);
		} else if ((match = special.exec(text))) {
			const node = state(match[1]!, line);
			node.shape = shapes[match[2]!]!;
			node.label = '';
		} else if ((match = alias.exec(text))) state(match[2]!, line).label = readLabel(match[1]!);
		else if ((match = transition.exec(text))) {
			const from = endpoint(match[1]!, line, 'start');
			const to = endpoint(match[2]!, line, 'end');
			graph.edges.push({
				...{ from, to, line, label: readLabel(match[3] ?? '') },
				...{ stroke: 'solid', start: 'none', end: 'arrow' }
			});
		} else if ((match = described.exec(text)) && match[1] !== 'note')
			state(match[1]!, line).label = readLabel(match[2]!);
		else if ((match = plain.exec(text)) && !/^(?:hide|scale|end)$/.test(match[1]!))
			state(match[1]!, line);
		else
			throw new DiagramError(
				line,
				`"${text}" cannot be drawn; states, transitions (-->), notes and groups ({ }) can`
			);
	}
	graph.finish('}');
	return graph;
}
