import type { Element, Nodes, Properties, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { element } from './element.ts';
import type { Rendering } from './rendering.ts';

/** Hebrew, Arabic and the other scripts that are written from right to left. */
const rightToLeft =
	/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}]|[\u{1e800}-\u{1efff}]/u;

const textBlocks = new Set(
	'blockquote caption dd dt figcaption h1 h2 h3 h4 h5 h6 li ol p summary td th ul'.split(' ')
);

/**
 * Adds what the converter's HTML lacks: names for assistive technology, classes in place of
 * attributes of style, directions of text, boxes that wide blocks scroll in.
 */
export function finishHtml(rendering: Rendering, root: Root) {
	const hasRightToLeft = rightToLeft.test(toString(root));
	visit(root, 'element', (node, index, parent) => {
		alignByClass(node);
		if (hasRightToLeft) setDirection(node);
		if (node.tagName === 'ul' || node.tagName === 'ol') nameTasks(node);
		if (node.properties.dataFootnotes !== undefined)
			node.properties.ariaLabelledBy = ['footnote-label'];
		if (node.tagName === 'pre')
			node.properties = { ...scrolling('Preformatted text'), dir: 'ltr', ...node.properties };
		if (node.tagName === 'table' && parent && index !== undefined && !isInFigure(parent))
			parent.children[index] = element(
				'div',
				{ className: ['table'], ...scrolling(tableName(node)) },
				[node]
			);
	});
	collectAnchors(rendering, root);
}

/** Of a box that scrolls: it can be reached by keyboard, and then says what it is. */
const scrolling = (name: string): Properties => ({ tabIndex: 0, role: 'group', ariaLabel: name });

/** A style attribute is not admitted by the site's policy. */
function alignByClass({ properties }: Element) {
	if (!properties.align) return;
	properties.className = [
		...((properties.className as string[] | undefined) ?? []),
		`align-${properties.align}`
	];
	delete properties.align;
}

/** Each block of text has the direction of its first letter; code is written from the left. */
function setDirection({ tagName, properties }: Element) {
	if (tagName === 'code') properties.dir ??= 'ltr';
	else if (textBlocks.has(tagName)) properties.dir ??= 'auto';
}

const classNames = ({ properties }: Element) =>
	(properties.className as string[] | undefined) ?? [];

/** Lists without bullets are none to Safari's screen reader, unless their role says so. */
function nameTasks(list: Element) {
	if (!classNames(list).includes('contains-task-list')) return;
	list.properties.role = 'list';
	visit(list, 'element', (node) => {
		if (node.tagName === 'input') node.properties.ariaLabel = 'Done';
	});
}

const isInFigure = (parent: Nodes) =>
	parent.type === 'element' && classNames(parent).includes('chart');

const maxNameLength = 80;

/** A table is named by its caption, or by the heads of its columns. */
function tableName(table: Element): string {
	const heads: string[] = [];
	let caption = '';
	visit(table, 'element', (node) => {
		const text = toString(node).replace(/\s+/g, ' ').trim();
		if (node.tagName === 'caption') caption = text;
		if (node.tagName === 'th' && node.properties.scope !== 'row' && text) heads.push(text);
	});
	const name = caption || (heads.length ? `Table: ${heads.join(', ')}` : 'Table');
	return name.length > maxNameLength ? `${name.slice(0, maxNameLength - 1).trimEnd()}…` : name;
}

/**
 * Ids that links may point at; one that is there twice is its author's fault. A bare anchor shows
 * nothing: where a heading or an earlier element has its id, links lead there.
 */
function collectAnchors(rendering: Rendering, root: Root) {
	const ids = new Set<string>();
	const headingIds = new Set(rendering.headings.map(({ id }) => id));
	visit(root, 'element', ({ tagName, properties }) => {
		if (!properties.id) return;
		const id = String(properties.id);
		if (tagName === 'a' && properties.href === undefined && (headingIds.has(id) || ids.has(id))) {
			delete properties.id;
			return;
		}
		if (ids.has(id))
			rendering.faults.push({
				line: 1,
				column: 1,
				problem: `id "${id}" is used twice; change one of them`
			});
		ids.add(id);
	});
	rendering.anchors.push(...[...ids].filter((id) => !rendering.anchors.includes(id)));
}
