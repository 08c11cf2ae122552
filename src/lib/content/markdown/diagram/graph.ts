import { DiagramError } from './statements.ts';

export type EdgeEnd = 'none' | 'arrow' | 'circle' | 'cross';

/** Shapes that the renderer draws, and those that `shape-nodes.ts` makes from its rectangle. */
export type NodeShape =
	| 'rectangle'
	| 'rounded'
	| 'diamond'
	| 'stadium'
	| 'circle'
	| 'subroutine'
	| 'doublecircle'
	| 'hexagon'
	| 'cylinder'
	| 'asymmetric'
	| 'trapezoid'
	| 'trapezoid-alt'
	| 'parallelogram'
	| 'parallelogram-alt'
	| 'start'
	| 'end'
	| 'choice'
	| 'bar'
	| 'note';

export interface GraphNode {
	id: string;
	label: string;
	shape: NodeShape;
	/** The line that mentions it first. */
	line: number;
	/** The innermost group that contains it. */
	group?: Group;
	style?: string;
}

export interface Edge {
	from: string;
	to: string;
	label: string;
	stroke: 'solid' | 'dotted' | 'thick' | 'invisible';
	start: EdgeEnd;
	end: EdgeEnd;
	line: number;
}

export interface Group {
	id: string;
	label: string;
	direction?: string;
	parent?: Group;
	line: number;
}

/** A flowchart or a state diagram, independent of the renderer. */
export class Graph {
	direction = 'TD';
	nodes = new Map<string, GraphNode>();
	edges: Edge[] = [];
	groups: Group[] = [];
	/** Styles by the number of an edge, or by `default` for all. */
	edgeStyles = new Map<string, string>();
	#open: Group[] = [];

	constructor(readonly kind: 'flowchart' | 'state') {}

	/** The node with an id. A new node has its id as its label. */
	node(id: string, line: number, shape: NodeShape): GraphNode {
		let node = this.nodes.get(id);
		if (!node) this.nodes.set(id, (node = { id, label: id, shape, line }));
		node.group ??= this.#open.at(-1);
		return node;
	}

	openGroup(id: string, label: string, line: number) {
		const parent = this.#open.at(-1);
		const group: Group = { id, label, line, ...(parent && { parent }) };
		this.groups.push(group);
		this.#open.push(group);
	}

	closeGroup(line: number, closing: string) {
		if (!this.#open.pop()) throw new DiagramError(line, `"${closing}" closes nothing`);
	}

	setDirection(direction: string) {
		const group = this.#open.at(-1);
		if (group) group.direction = direction;
		else this.direction = direction;
	}

	/** @throws {DiagramError} if a group is not closed */
	finish(closing: string) {
		const group = this.#open.at(-1);
		if (group) throw new DiagramError(group.line, `"${group.label}" is not closed by "${closing}"`);
	}
}
