import { isDiagram } from './diagram.ts';
import type { Rule } from './rewrite.ts';
import { element, hasClass, text, type XmlElement } from './xml.ts';

/**
 * The form of an article outside of its page, for feed readers and books: diagrams are images, and
 * what works only with our scripts and style sheets is removed.
 * @param imageOf the image that takes the place of a diagram
 */
export const plainForm =
	(imageOf: (diagram: XmlElement) => XmlElement): Rule =>
	(node, parent) => {
		const { name, attributes, children } = node;
		if (hasClass(node, 'needs-script') || hasClass(node, 'link-notes')) return [];
		switch (name) {
			case 'svg':
				return isDiagram(node) ? [imageOf(node)] : [];
			case 'input':
				if (attributes.type !== 'checkbox') return [];
				return [text('checked' in attributes ? '☑' : '☐')];
			case 'form':
			case 'button':
			case 'select':
			case 'textarea':
			case 'script':
			case 'style':
			case 'source':
				return [];
			case 'picture':
				return children;
			case 'output':
				return hasClass(node, 'visually-hidden') ? [] : undefined;
			case 'img':
				return hasClass(node, 'only-dark') ? [] : undefined;
			case 'a':
				return isHeadingLink(node, parent) ? children : undefined;
			case 'h2':
				return attributes.id === 'footnote-label' ? [element('hr')] : undefined;
			case 'div':
				return hasClass(node, 'table') || hasClass(node, 'scroll') ? children : undefined;
			case 'span':
				if (hasClass(node, 'captioned')) return children;
				return hasClass(node, 'caption') && parent?.name === 'figure'
					? [element('figcaption', { class: 'caption' }, children)]
					: undefined;
			default:
				return undefined;
		}
	};

const isHeadingLink = ({ attributes }: XmlElement, parent: XmlElement | undefined) =>
	parent !== undefined &&
	/^h[1-6]$/.test(parent.name) &&
	attributes.href === `#${parent.attributes.id}`;
