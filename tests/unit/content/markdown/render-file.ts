import { renderMarkdown } from '../../../../src/lib/content/markdown/render.ts';
import type { MarkdownFile } from '../../../../src/lib/content/markdown/rendering.ts';
import { allMarkdown, allMarkdownFiles } from '../../../built/all-markdown.ts';

/** An image of 3 × 2 pixels. */
export const dotPng = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFElEQVR42mM4YcPAUHECREKpihMAQuAGzeRJ79AAAAAASUVORK5CYII=',
	'base64'
);

/** The `verified.json` of a sample whose tests had these outcomes. */
export const recordOf = (results: Record<string, 'passed' | 'skipped'>) =>
	JSON.stringify({
		date: '2026-11-23',
		sdk: '10.0.401',
		packages: {},
		tests: { passed: 1, failed: 0, skipped: 0 },
		results,
		sources: `sha256-${'0'.repeat(64)}`
	});

/** Renders an article with the other files of its folder. */
export const renderFile = (
	source: string,
	files: Readonly<Record<string, string | Buffer>> = {},
	more: Partial<MarkdownFile> = {}
) =>
	renderMarkdown({
		kind: 'md',
		source,
		basePath: '/x',
		pagePath: '/x/backend/ids/',
		repository: '../../..',
		highlight: true,
		read: (path) => (Object.hasOwn(files, path) ? Buffer.from(files[path]!) : null),
		list: (folder) =>
			Object.keys(files)
				.filter((path) => path.startsWith(folder === '.' ? '' : `${folder}/`))
				.map((path) => path.split('/').at(-1)!),
		articlePath: (path) => (path === '../outbox/index.md' ? '/backend/outbox/' : null),
		...more
	});

/** Renders the fixture article with every construct of Markdown. */
export const renderAllMarkdown = (source = allMarkdown, more: Partial<MarkdownFile> = {}) =>
	renderFile(source, allMarkdownFiles, {
		articlePath: (path) => (path === '../second-part.md' ? '/reference/second-part/' : null),
		...more
	});
