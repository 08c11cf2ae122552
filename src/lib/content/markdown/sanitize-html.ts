import type { Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { Rendering } from './rendering.ts';
import { SvelteParts } from './svelte-parts.ts';

/** Elements that plain Markdown may hold as HTML, with the attributes that come through. */
const allowed: Record<string, readonly string[]> = {
	...Object.fromEntries(
		[
			'abbr',
			'b',
			'br',
			'cite',
			'dd',
			'del',
			'details',
			'dfn',
			'div',
			'dl',
			'dt',
			'em',
			'hr',
			'i',
			'ins',
			'kbd',
			'li',
			'mark',
			'p',
			'q',
			's',
			'samp',
			'small',
			'span',
			'strong',
			'sub',
			'summary',
			'sup',
			'tbody',
			'td',
			'tfoot',
			'th',
			'thead',
			'tr',
			'u',
			'ul',
			'var',
			'wbr',
			'ol',
			'table',
			'caption',
			'blockquote',
			'figure',
			'figcaption'
		].map((name) => [name, []])
	),
	abbr: ['title'],
	details: ['open'],
	td: ['colspan', 'rowspan'],
	th: ['colspan', 'rowspan', 'scope'],
	ol: ['start', 'type']
};

const tag = /<(\/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)(\/?)>/g;
const attribute = /([a-z]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gi;

const escape = (text: string) =>
	text
		.replace(/&(?!#?\w+;)/g, '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;');

const escapeValue = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const blockParents = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

/**
 * HTML in Markdown: harmless elements stay, the rest is text.
 * @param svelte takes what is Svelte's first, and it stays
 * @returns whether any of it stays
 */
export function sanitizeHtml(rendering: Rendering, tree: Root, svelte?: SvelteParts): boolean {
	let left = false;
	visit(tree, 'html', (node, index, parent) => {
		if (svelte && /^<style[\s>]/i.test(node.value))
			rendering.fault(node, 'an article has no style block; put styles into a component beside it');
		if (svelte && parent?.type === 'heading' && node.value.startsWith('{'))
			rendering.fault(
				node,
				'a heading cannot hold an expression: its id and its text in “On this page” are made before Svelte runs; write the words'
			);
		const { html, value } = harmlessHtml(svelte ? svelte.take(node.value) : node.value);
		if (html) {
			left = true;
			node.value = value;
		} else if (parent && index !== undefined) {
			const plain = { type: 'text' as const, value, position: node.position };
			parent.children[index] = (
				!blockParents.has(parent.type)
					? plain
					: value.trim()
						? { type: 'paragraph', children: [plain], position: node.position }
						: { type: 'text', value: '' }
			) as never;
			return [SKIP, index + 1];
		}
	});
	return left;
}

/**
 * What an HTML node of a plain Markdown file becomes: known harmless elements stay, with known
 * attributes; comments go; whatever else looks like a tag (`<T>`, `<script>`) is text, as written.
 * `html` is `false` where nothing of HTML is left and `value` is plain text.
 */
function harmlessHtml(source: string): { html: boolean; value: string } {
	const text = source.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
	let kept = false;
	let value = '';
	let end = 0;
	for (const match of text.matchAll(tag)) {
		const [whole, slash, name, attributes] = match as unknown as [string, string, string, string];
		const known = Object.hasOwn(allowed, name.toLowerCase()) && allowed[name.toLowerCase()];
		if (!known || name !== name.toLowerCase()) continue;
		kept = true;
		value += escape(text.slice(end, match.index));
		end = match.index + whole.length;
		const passed = [...attributes.matchAll(attribute)]
			.filter(([, key]) => known.includes(key!.toLowerCase()))
			.map(([, key, a, b, c]) => ` ${key!.toLowerCase()}="${escapeValue(a ?? b ?? c ?? '')}"`);
		value += slash ? `</${name}>` : `<${name}${passed.join('')}>`;
	}
	const sanitized = value + escape(text.slice(end));
	const withSvelte = SvelteParts.toComments(sanitized);
	return kept || withSvelte !== sanitized
		? { html: true, value: withSvelte }
		: { html: false, value: text };
}
