import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { flushSync, hydrate, mount, type Component } from 'svelte';
import { compile } from 'svelte/compiler';
import { render } from 'svelte/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parsePage, readBody } from '../../../../src/lib/ui/dom/page-document.ts';
import ArticleBody from './ArticleBody.svelte';

const article =
	'<h2>Why</h2><p>A <em>short</em> text with <a href="/b/">a link</a>.</p><pre><code><span>let</span> a = 1;</code></pre>';

const folder = mkdtempSync(resolve(import.meta.dirname, '../../../../node_modules/.one-article-'));
let prerendered: string;

/** Renders as a build does: by the component that is compiled for the server. */
beforeAll(async () => {
	const source = readFileSync(join(import.meta.dirname, 'ArticleBody.svelte'), 'utf8');
	const file = join(folder, 'ArticleBody.server.mjs');
	writeFileSync(file, compile(source, { generate: 'server', filename: 'ArticleBody.svelte' }).js.code);
	const { default: OnServer } = (await import(/* @vite-ignore */ file)) as { default: Component<{ html: string }> };
	prerendered = render(OnServer, { props: { html: article } }).body;
});
afterAll(() => rmSync(folder, { recursive: true }));

const allNodes = (root: Element) => [...root.querySelectorAll('*')];

it('hydration keeps every element that the build rendered, at any depth', () => {
	document.body.innerHTML = prerendered;
	const before = allNodes(document.getElementById('articleBody')!);
	expect(before).toHaveLength(7);
	const { html } = readBody(document);
	hydrate(ArticleBody, { target: document.body, props: { html } });
	flushSync();
	const after = allNodes(document.getElementById('articleBody')!);
	expect(after).toHaveLength(7);
	expect(after.every((node, at) => node === before[at])).toBe(true);
});

it('after a navigation, the elements that were parsed are the ones that are shown', () => {
	document.body.innerHTML = '';
	const page = parsePage(`<body><div id="articleBody">${article}</div></body>`);
	const parsed = allNodes(page.getElementById('articleBody')!);
	mount(ArticleBody, { target: document.body, props: readBody(page) });
	flushSync();
	const shown = allNodes(document.getElementById('articleBody')!);
	expect(shown).toHaveLength(7);
	expect(shown.every((node, at) => node === parsed[at])).toBe(true);
});
