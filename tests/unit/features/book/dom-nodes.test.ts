// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../../src/lib/content/prerender/parse-html.ts';
import { nodesIn } from '../../../../src/lib/features/book/dom-nodes.ts';
import { renderAllMarkdown } from '../../content/markdown/render-file.ts';

describe('an article', () => {
	it('is the same to the browser as to the build, diagrams included', async () => {
		const { html } = await renderAllMarkdown(undefined, { highlight: false });
		const { body } = new DOMParser().parseFromString(html, 'text/html');
		expect(nodesIn(body)).toEqual(parseHtml(html));
		expect(html).toContain('viewBox');
	});
});
