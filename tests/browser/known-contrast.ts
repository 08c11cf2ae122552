/** Lets axe-core judge the contrast of texts once for all texts of the same looks. */

/** An element as axe-core sees it; it makes new ones for each run. */
interface VirtualNode {
	actualNode: Element;
	parent?: VirtualNode;
	children: VirtualNode[];
	boundingClientRect: DOMRect;
	getComputedStylePropertyValue(name: string): string;
}

/** What the types of axe-core lack. */
interface Audited {
	_tree: [VirtualNode];
	_audit: {
		rules: { id: string; matches(node: Element, virtual: VirtualNode, context: object): boolean }[];
		checks: Record<string, { evaluate: Evaluate }>;
	};
	commons: { dom: { isVisibleOnScreen(node: VirtualNode): boolean } };
}

type Evaluate = (
	this: object,
	node: Element,
	options: object,
	virtual: VirtualNode,
	context: object
) => boolean | undefined;

/**
 * Runs in the page, after axe-core. From now on a text passes without being judged if one of the same looks has
 * passed before, here or in a page audited earlier. Its looks are all that the result depends on: its color,
 * size, weight, outline and shadow, and the background, opacity and blending of its ancestors. A text that may
 * have anything else behind it is always judged.
 * @param known looks that have passed in other pages; those that pass in this one are added to `newLooks`
 */
export function knowContrast(known: readonly string[]) {
	const { axe } = window as unknown as { axe: Audited };
	const newLooks: string[] = [];
	Object.assign(window, { newLooks });
	const passed = new Set(known);
	const textStyle = [
		...['color', '-webkit-text-fill-color', 'font-size', 'font-weight', 'text-shadow'],
		...['-webkit-text-stroke-width', '-webkit-text-stroke-color']
	];
	const transparent = /^rgba\(.*, 0\)$/;
	const looks = new WeakMap<VirtualNode, string | null>();
	const paints = new WeakMap<VirtualNode, string>();
	const separate = new WeakMap<VirtualNode, boolean>();
	let painted: { tree: VirtualNode; nodes: VirtualNode[] } | undefined;

	const styles = (node: VirtualNode, names: string[]) =>
		names.map((name) => node.getComputedStylePropertyValue(name));

	function backgroundOf(node: VirtualNode) {
		const [color, image] = styles(node, ['background-color', 'background-image']);
		return transparent.test(color!) && image === 'none' ? '' : `${color} ${image}`;
	}

	/** What an element does to the background of its content; empty if nothing. */
	function paintOf(node: VirtualNode): string {
		let paint = paints.get(node);
		if (paint !== undefined) return paint;
		const blending = styles(node, ['opacity', 'mix-blend-mode']).join(' ');
		paint = [backgroundOf(node), blending === '1 normal' ? '' : blending].join('|');
		if (paint === '|') paint = '';
		paints.set(node, paint);
		return paint;
	}

	function allPainted(): VirtualNode[] {
		const [tree] = axe._tree;
		if (painted?.tree === tree) return painted.nodes;
		const nodes: VirtualNode[] = [];
		const collect = (node: VirtualNode) => {
			if (node.actualNode.nodeType !== 1) return;
			if (backgroundOf(node)) nodes.push(node);
			node.children.forEach(collect);
		};
		collect(tree);
		painted = { tree, nodes };
		return nodes;
	}

	/** Whether no background but those of its ancestors and descendants lies in the box of an element. */
	function isSeparate(node: VirtualNode): boolean {
		let result = separate.get(node);
		if (result !== undefined) return result;
		const { left, top, right, bottom } = node.boundingClientRect;
		result = !allPainted().some(({ actualNode, boundingClientRect: other }) => {
			if (other.left >= right || other.right <= left) return false;
			if (other.top >= bottom || other.bottom <= top) return false;
			return !actualNode.contains(node.actualNode) && !node.actualNode.contains(actualNode);
		});
		separate.set(node, result);
		return result;
	}

	function isInside({ boundingClientRect: inner }: VirtualNode, outer: VirtualNode): boolean {
		const { left, top, right, bottom } = outer.boundingClientRect;
		return inner.left >= left && inner.top >= top && inner.right <= right && inner.bottom <= bottom;
	}

	function findLooks(text: VirtualNode): string | null {
		if (!isSeparate(text)) return null;
		const parts = styles(text, textStyle);
		for (let at: VirtualNode | undefined = text; at; at = at.parent) {
			const paint = paintOf(at);
			if (at.parent && paint && !isInside(text, at)) return null;
			// For text in a scroller, axe-core looks at what is behind the scroller.
			if (at.getComputedStylePropertyValue('overflow') !== 'visible' && !isSeparate(at))
				return null;
			if (paint) parts.push(paint);
		}
		return parts.join(';');
	}

	function looksOf(text: VirtualNode): string | null {
		let result = looks.get(text);
		if (result === undefined) looks.set(text, (result = findLooks(text)));
		return result;
	}

	for (const id of ['color-contrast', 'color-contrast-enhanced']) {
		const rule = axe._audit.rules.find((one) => one.id === id)!;
		const check = axe._audit.checks[id]!;
		const { evaluate } = check;
		const matches = rule.matches.bind(rule);
		const nameOf = (text: VirtualNode) => `${id} ${looksOf(text)}`;
		rule.matches = (node, text, context) =>
			!passed.has(nameOf(text)) && matches(node, text, context);
		check.evaluate = function (node, options, text, context) {
			const name = nameOf(text);
			if (passed.has(name)) return true;
			const result = evaluate.call(this, node, options, text, context);
			// A text that is not on the screen passes too, but was not judged.
			if (result && looksOf(text) !== null && axe.commons.dom.isVisibleOnScreen(text)) {
				passed.add(name);
				newLooks.push(name);
			}
			return result;
		};
	}
}
