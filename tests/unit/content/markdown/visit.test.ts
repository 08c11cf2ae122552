import type { Paragraph, Root, Text } from 'mdast';
import { describe, expect, it } from 'vitest';
import { skip, visit } from '../../../../src/lib/content/markdown/visit.ts';

const text = (value: string): Text => ({ type: 'text', value });
const paragraph = (...children: Paragraph['children']): Paragraph => ({
	type: 'paragraph',
	children
});
const tree = (): Root => ({
	type: 'root',
	children: [
		paragraph(text('a'), { type: 'emphasis', children: [text('b')] }),
		{ type: 'blockquote', children: [paragraph(text('c'))] }
	]
});

describe('visiting a tree', () => {
	it('finds the nodes of one type in the order of the text, with their places', () => {
		const found: string[] = [];
		visit(tree(), 'text', ({ value }, index, parent) => {
			found.push(`${value} ${index} ${parent!.type}`);
		});
		expect(found).toEqual(['a 0 paragraph', 'b 0 emphasis', 'c 0 paragraph']);
	});

	it('begins with the root, which has no parent', () => {
		visit(tree(), 'root', (_node, index, parent) => {
			expect([index, parent]).toEqual([undefined, undefined]);
			return skip;
		});
	});

	it('leaves out the children of a node on request', () => {
		const nested: Root = {
			type: 'root',
			children: [{ type: 'blockquote', children: [{ type: 'blockquote', children: [] }] }]
		};
		let count = 0;
		visit(nested, 'blockquote', () => {
			count++;
			return skip;
		});
		expect(count).toBe(1);
	});

	it('goes on at the index that it is given, so that siblings can be removed and added', () => {
		const changed = tree();
		const found: string[] = [];
		visit(changed, 'paragraph', (_node, index, parent) => {
			found.push(parent!.type);
			parent!.children.splice(index!, 1, text('x') as never, text('y') as never);
			return index! + 2;
		});
		expect(found).toEqual(['root', 'blockquote']);
		expect(changed.children.map(({ type }) => type)).toEqual(['text', 'text', 'blockquote']);
	});
});
