import { expect, it } from 'vitest';
import { splitMarkdown } from '../../../content/frontend/computing-reading-time/split-markdown.ts';

it.each([
	['text is prose', '# One\n\ntwo **three**', { prose: '# One\n\ntwo **three**\n' }],
	['a fence of backticks is code', 'a\n```ts\nb\n\n```\nc', { prose: 'a\nc\n', code: 'b\n\n' }],
	['a fence of tildes ends at tildes', '~~~\n```\n~~~', { code: '```\n' }],
	['a longer fence holds a shorter one', '````\n```\nb\n```\n````', { code: '```\nb\n```\n' }],
	['a fence with a language ends nothing', '```\n```ts\n```', { code: '```ts\n' }],
	['a fence that is not closed is code', '```\nb', { code: 'b\n' }],
	['a diagram is a figure', '```mermaid\nA --> B\n```', { figures: 1 }],
	['images are figures without words', '![one](a.png) ![](b.png)', { prose: ' \n', figures: 2 }],
	['a link is its text', 'see [the page](https://example.com/a)', { prose: 'see the page\n' }],
	['front matter is left out', '---\ntitle: One\n---\n\ntwo', { prose: '\ntwo\n' }],
	['a rule is no front matter', 'one\n\n---\n\ntwo', { prose: 'one\n\n---\n\ntwo\n' }]
])('%s', (_, markdown, expected) => {
	expect(splitMarkdown(markdown)).toEqual({ prose: '', code: '', figures: 0, ...expected });
	expect(splitMarkdown(markdown.replaceAll('\n', '\r\n'))).toEqual(splitMarkdown(markdown));
});
