import type { XmlElement, XmlNode } from './xml.ts';

/** What replaces an element; nothing if it stays. */
export type Rule = (node: XmlElement, parent: XmlElement | undefined) => XmlNode[] | undefined;

/**
 * A copy of a tree with some elements replaced. What takes the place of an element may be replaced in
 * turn; the first rule that replaces an element counts.
 */
export const rewrite = (
	nodes: readonly XmlNode[],
	rules: readonly Rule[],
	parent?: XmlElement
): XmlNode[] =>
	nodes.flatMap((node) => {
		if (node.type === 'text') return [node];
		for (const rule of rules) {
			const replaced = rule(node, parent);
			if (replaced) return rewrite(replaced, rules, parent);
		}
		return [{ ...node, children: rewrite(node.children, rules, node) }];
	});
