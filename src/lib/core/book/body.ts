import { isDiagram } from '../markup/diagram.ts';
import { plainForm } from '../markup/plain-form.ts';
import { rewrite, type Rule } from '../markup/rewrite.ts';
import {
	element,
	elementsOf,
	hasClass,
	text,
	type XmlElement,
	type XmlNode
} from '../markup/xml.ts';
import { bookAttributes } from './attributes.ts';
import { validContent } from './content-model.ts';

/**
 * An article's body as a book has it. Links and images keep their addresses; diagrams are `img`
 * elements that `imageOf` made.
 * @param page absolute address of the article
 */
export const bookBody = (
	body: readonly XmlNode[],
	page: string,
	imageOf: (diagram: XmlElement) => XmlElement
): XmlNode[] => bookAttributes(validContent(rewrite(body, [bookForm(page), plainForm(imageOf)])));

/** What has a form of its own in books. */
const bookForm =
	(page: string): Rule =>
	(node) => {
		const { name, attributes, children } = node;
		switch (name) {
			case 'a':
				return hasClass(node, 'proof') ? [proofMark(node)] : undefined;
			case 'p':
				return hasClass(node, 'callout-title')
					? [element('p', { ...attributes, class: '' }, [element('strong', {}, children)])]
					: undefined;
			// A book cannot be unfolded.
			case 'details':
				return [element('div', { ...attributes, class: 'details' }, children)];
			case 'summary':
				return [element('div', { ...attributes, class: 'summary' }, children)];
			case 'svg':
				return isDiagram(node) ? undefined : bar(node);
			case 'div':
				return attributes['data-island'] === undefined ? undefined : island(node, page);
			default:
				return undefined;
		}
	};

const proofMark = ({ attributes, children }: XmlElement) => {
	const [mark = text('proven')] = children;
	return element('sup', { class: 'proof' }, [
		element(
			'a',
			{ href: attributes.href ?? '', id: attributes.id ?? '', title: noteOf(children) },
			[mark]
		)
	]);
};

const noteOf = (children: readonly XmlNode[]) => {
	const note = [...elementsOf(children)].find((node) => hasClass(node, 'proof-note'));
	const [words] = note?.children ?? [];
	return words?.type === 'text' ? words.value : '';
};

/** An ornament that is one bar of a chart keeps its length; others are removed. */
function bar({ children }: XmlElement): XmlNode[] | undefined {
	const rects = children.filter((node) => node.type === 'element');
	const width = Number.parseFloat(rects[0]?.attributes.width ?? '');
	return rects.length === 1 && rects[0]?.name === 'rect' && width >= 0 && width <= 100
		? [element('span', { class: 'bar', style: `width: ${width.toFixed(1)}%` })]
		: undefined;
}

const controls = new Set(['button', 'form', 'input', 'select', 'textarea']);

/** A component shows what the build drew; where it has controls, a link leads to them. */
function island({ children }: XmlElement, page: string): XmlNode[] {
	const isLive = [...elementsOf(children)].some(({ name }) => controls.has(name));
	const link = element('p', { class: 'on-the-web' }, [
		element('a', { href: page }, [text('This figure is interactive on the web')])
	]);
	return [element('div', { class: 'island' }, isLive ? [...children, link] : children)];
}
