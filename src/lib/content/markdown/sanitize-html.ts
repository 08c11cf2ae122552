import type { Properties } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { Html, Nodes, Parents, Root } from 'mdast';
import { skip, visit } from './visit.ts';
import { element } from './element.ts';
import {
	admittedElements,
	commonAttributes,
	cureOf,
	isShouted,
	modernNames
} from './html-elements.ts';
import { isPageId } from './page-ids.ts';
import { resolveAddress } from './resolve-links.ts';
import type { Rendering } from './rendering.ts';
import { holdsSvelte, type SvelteParts } from './svelte-parts.ts';

const tag = /<(\/?)([A-Za-z][A-Za-z0-9-]*)((?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?)>/g;
const comment = /<!--[\s\S]*?(?:-->|$)/g;

const escape = (text: string) =>
	text
		.replace(/&(?!#?\w+;)/g, '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');

const blockParents = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

/**
 * Keeps harmless HTML elements and turns the rest into text, as written. An HTML element or
 * attribute that is not kept is a fault; text that only looks like HTML (`List<T>`) is not.
 *
 * Sanitizers from packages are not used because they drop what they do not allow.
 * @param svelte takes the Svelte code out first, which is kept
 * @returns whether any HTML is left
 */
export function sanitizeHtml(rendering: Rendering, tree: Root, svelte?: SvelteParts): boolean {
	let hasHtml = false;
	visit(tree, 'html', (node, index, parent) => {
		if (!parent || index === undefined) return;
		if (svelte && parent.type === 'heading' && node.value.startsWith('{'))
			rendering.fault(
				node,
				'a heading cannot hold an expression: its id and its text in “On this page” are made before Svelte runs; write the words'
			);
		const source = svelte ? svelte.take(node.value) : node.value;
		const isGeneric = endsInWord(parent.children[index - 1]);
		const sanitized = sanitize(rendering, node, source, isGeneric);
		const value = svelte ? svelte.toComments(sanitized.value) : sanitized.value;
		if (sanitized.isHtml) {
			hasHtml = true;
			node.value = value;
			return;
		}
		parent.children[index] = textInPlace(node, parent, value) as never;
		return skip;
	});
	return hasHtml;
}

/** `true` before the `<` of `List<object>`, which does not begin an element. */
const endsInWord = (before: Nodes | undefined) =>
	before?.type === 'text' && /[\p{L}\p{N}_]$/u.test(before.value);

function textInPlace(node: Html, parent: Parents, value: string) {
	const plain = { type: 'text', value, position: node.position };
	if (!blockParents.has(parent.type)) return plain;
	return value.trim()
		? { type: 'paragraph', children: [plain], position: node.position }
		: { type: 'text', value: '' };
}

/** `isHtml` is `false` if no HTML is left, so that `value` is plain text. */
function sanitize(rendering: Rendering, node: Html, source: string, isGeneric: boolean) {
	const text = source.replace(comment, (found) => found.replace(/[^\n]+/g, ''));
	let isHtml = holdsSvelte(text);
	let value = '';
	let end = 0;
	for (const match of text.matchAll(tag)) {
		const [whole, slash, written, attributes] = match as unknown as [
			string,
			string,
			string,
			string
		];
		const name = isShouted(written) ? written.toLowerCase() : written;
		const fault = (problem: string) =>
			rendering.fault(node, problem, text.slice(0, match.index).split('\n').length - 1);
		if (!admittedElements.has(name)) {
			const cure = cureOf(name);
			if (cure && !slash && !(isGeneric && match.index === 0))
				fault(`<${name}> is not allowed: ${cure}; as text, write \`<${name}>\` in back-ticks`);
			continue;
		}
		isHtml = true;
		value += escape(text.slice(end, match.index));
		end = match.index + whole.length;
		const modern = modernNames[name] ?? name;
		if (slash) value += `</${modern}>`;
		else {
			const admitted = admittedAttributes(rendering, node, name, attributes, fault);
			value += toHtml(element(modern, admitted), { closeSelfClosing: false }).replace(
				/<\/[\w-]+>$/,
				''
			);
		}
	}
	return isHtml
		? { isHtml, value: value + escape(text.slice(end)) }
		: { isHtml, value: text.trim() ? text : '' };
}

/** Parses attributes as browsers do and returns those that are allowed. */
function admittedAttributes(
	rendering: Rendering,
	node: Html,
	name: string,
	source: string,
	fault: (problem: string) => void
): Properties {
	const [holder] = fromHtml(`<i ${source.replace(/\/\s*$/, '')}></i>`, { fragment: true }).children;
	const written = holder?.type === 'element' ? holder.properties : {};
	const known = [...admittedElements.get(name)!, ...commonAttributes];
	const admitted: Properties = name === 'center' ? { align: 'center' } : {};
	for (const [key, value] of Object.entries(written)) {
		const text = Array.isArray(value) ? value.join(' ') : String(value);
		const problem = known.includes(key) ? problemOf(key, text) : 'is not allowed; remove it';
		if (problem) fault(`attribute ${attributeName(key)} of <${name}> ${problem}`);
		else if (key === 'href') admitted.href = resolveAddress(rendering, node, text);
		else if (key === 'name') admitted.id = text;
		else admitted[key] = value;
	}
	return admitted;
}

const attributeName = (property: string) =>
	property === 'className'
		? 'class'
		: property === 'ariaLabel'
			? 'aria-label'
			: property.toLowerCase();

function problemOf(key: string, value: string): string | undefined {
	switch (key) {
		case 'align':
			return /^(?:left|center|right)$/.test(value) ? undefined : 'must be left, center or right';
		case 'dir':
			return /^(?:ltr|rtl|auto)$/.test(value) ? undefined : 'must be ltr, rtl or auto';
		case 'id':
		case 'name':
			if (isPageId(value)) return `"${value}" is used by the page itself; choose another`;
			return /^[\p{L}\p{N}][\p{L}\p{N}_:.-]*$/u.test(value)
				? undefined
				: `"${value}" is not a valid id; use letters, digits, - and _`;
		default:
			return undefined;
	}
}
