import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ViteDevServer } from 'vite';
import { describe, expect, it } from 'vitest';
import { OutdatedModules } from '../../../src/vite/outdated-modules.ts';

const component = '/content/backend/live/Figure.svelte';
const article = '/generated/svx/backend/live.svelte';
const importers = [
	resolve('src/lib/content/prerender/render-svx.ts'),
	resolve('src/lib/features/article/deferred-islands.ts')
];

function openModules() {
	const changed: string[] = [];
	const moduleGraph = {
		onFileChange: (path: string) => changed.push(path),
		getModuleById: () => undefined
	};
	const modules = new OutdatedModules({ moduleGraph } as unknown as ViteDevServer, '/generated');
	return { modules, changed };
}

describe('modules of the development server', () => {
	it('stay as they are after an edit of an article in Markdown', () => {
		const { modules, changed } = openModules();
		modules.add(new Set(['/content/backend/queue.md']), [article]);
		modules.invalidate();
		expect(changed).toEqual([]);
	});

	it('of a component and of articles in Svelte are made anew after an edit of it, once', () => {
		const { modules, changed } = openModules();
		modules.add(new Set([component]), [article]);
		modules.add(new Set([component, '/content/backend/queue.md']), [article]);
		expect(changed).toEqual([]);
		modules.invalidate();
		modules.invalidate();
		expect(changed.sort()).toEqual([component, article, ...importers].sort());
	});

	it('of the settings are made anew when what is bundled has changed', () => {
		const { modules, changed } = openModules();
		modules.addSite();
		modules.invalidate();
		expect(changed.sort()).toEqual([resolve('/generated/site.json'), ...importers].sort());
	});

	it('are of files that exist', () => {
		expect(importers.filter((path) => !existsSync(path))).toEqual([]);
	});
});
