import type { Element, Nodes, Properties, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from './visit.ts';
import { element } from './element.ts';
import type { Rendering } from './rendering.ts';

/** Hebrew, Arabic and the other scripts that are written from right to left. */
const rightToLeft =
	/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}]|[\u{1e800}-\u{1efff}]/u;

const textBlocks = new Set(
	'blockquote caption dd dt figcaption h1 h2 h3 h4 h5 h6 li ol p summary td th ul'.split(' ')
);

/**
 * Adds what the converter's HTML lacks: names for assistive technology, text directions, boxes in
 * which wide blocks scroll, and classes instead of `align` attributes.
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

/** Properties of a box that scrolls: it can be focused, and it has a name. */
const scrolling = (name: string): Properties => ({ tabIndex: 0, role: 'group', ariaLabel: name });

/** The site's content security policy allows no style attributes. */
function alignByClass({ properties }: Element) {
	if (!properties.align) return;
	properties.className = [
		...((properties.className as string[] | undefined) ?? []),
		`align-${properties.align}`
	];
	delete properties.align;
}

/** Blocks of text take the direction of their first letter; code is left to right. */
function setDirection({ tagName, properties }: Element) {
	if (tagName === 'code') properties.dir ??= 'ltr';
	else if (textBlocks.has(tagName)) properties.dir ??= 'auto';
}

const classNames = ({ properties }: Element) =>
	(properties.className as string[] | undefined) ?? [];

/** VoiceOver in Safari does not announce lists without bullets unless they have the role. */
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

/** The caption of a table, or the headers of its columns. */
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
 * Collects the ids that links may point to. A duplicate id is a fault, except that of an empty
 * anchor: it is removed if a heading or an earlier element has the same id.
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
