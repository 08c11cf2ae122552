import { describe, expect, it, vi } from 'vitest';
import { parseHtml } from '../../../../src/lib/content/prerender/parse-html.ts';
import { nodesIn } from '../../../../src/lib/features/book/dom-nodes.ts';
import { renderAllMarkdown } from '../../content/markdown/render-file.ts';
import { DOMParser, Element, Text } from '../../../dom-parser.ts';

describe('an article', () => {
	it('is the same to the browser as to the build, diagrams included', async () => {
		vi.stubGlobal('Element', Element);
		vi.stubGlobal('Text', Text);
		const { html } = await renderAllMarkdown(undefined, { highlight: false });
		const { body } = new DOMParser().parseFromString(html, 'text/html');
		expect(nodesIn(body)).toEqual(parseHtml(html));
		expect(html).toContain('viewBox');
	});
});
