import type { Definition, Root } from 'mdast';
import { visit } from './visit.ts';

/** Turns `![alt][name]` into an inline image, so that later steps see one kind of image. */
export function resolveImageReferences(tree: Root) {
	const definitions = new Map<string, Definition>();
	visit(tree, 'definition', (node) => {
		if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
	});
	const shown = new Set<string>();
	visit(tree, 'imageReference', (node) => {
		const definition = definitions.get(node.identifier);
		if (!definition) return;
		shown.add(node.identifier);
		Object.assign(node, { type: 'image', url: definition.url, title: definition.title });
	});
	visit(tree, 'linkReference', (node) => void shown.delete(node.identifier));
	// A definition that only images use is not a link to check.
	visit(tree, 'definition', (node, index, parent) => {
		if (!shown.has(node.identifier) || !parent || index === undefined) return;
		parent.children.splice(index, 1);
		return index;
	});
}
