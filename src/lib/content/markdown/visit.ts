import type { Nodes as HastNodes, Parents as HastParents } from 'hast';
import type { Nodes as MdastNodes, Parents as MdastParents } from 'mdast';

/** Leave out the children of the node. */
export const skip = Symbol('skip');

/**
 * Called for a node before its children. It may change the node, replace it in its parent, and change
 * the siblings after it.
 * @returns `skip`, or the index of the sibling to go on with
 */
type Visitor<Node, Parent> = (
	node: Node,
	index: number | undefined,
	parent: Parent | undefined
) => typeof skip | number | void;

/**
 * Visits the nodes of one type in a tree, in the order of the text. The package `unist-util-visit` takes
 * three times as long, because it makes a function with a name for every node.
 */
export function visit<Type extends MdastNodes['type']>(
	tree: MdastNodes,
	type: Type,
	visitor: Visitor<Extract<MdastNodes, { type: Type }>, MdastParents>
): void;
export function visit<Type extends HastNodes['type']>(
	tree: HastNodes,
	type: Type,
	visitor: Visitor<Extract<HastNodes, { type: Type }>, HastParents>
): void;
export function visit(tree: AnyNode, type: string, visitor: unknown): void {
	visitFrom(tree, type, visitor as Visitor<AnyNode, AnyNode>);
}

interface AnyNode {
	type: string;
	children?: AnyNode[];
}

function visitFrom(
	node: AnyNode,
	type: string,
	visitor: Visitor<AnyNode, AnyNode>,
	index?: number,
	parent?: AnyNode
): number | void {
	const result = node.type === type ? visitor(node, index, parent) : undefined;
	if (result !== skip && node.children)
		for (let child = 0; child < node.children.length;) {
			const next = visitFrom(node.children[child]!, type, visitor, child, node);
			child = next ?? child + 1;
		}
	return typeof result === 'number' ? result : undefined;
}
