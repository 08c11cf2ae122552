import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Component } from 'svelte';
import { compile } from 'svelte/compiler';
import { render } from 'svelte/server';

const cache = 'node_modules/.cache/offprint-tests';

/** The HTML that Svelte renders from each source on the server, as in the build. */
export async function svelteHtml(sources: readonly string[]): Promise<string[]> {
	await mkdir(cache, { recursive: true });
	const folder = await mkdtemp(join(cache, 'svx-'));
	try {
		return await Promise.all(
			sources.map(async (source, index) => {
				const file = join(process.cwd(), folder, `${index}.js`);
				const { js } = compile(source, { generate: 'server', runes: true, filename: 'x.svelte' });
				await writeFile(file, js.code);
				const module = (await import(/* @vite-ignore */ file)) as { default: Component };
				return render(module.default).body.replace(/<!--[\s\S]*?-->/g, '');
			})
		);
	} finally {
		await rm(folder, { recursive: true });
	}
}
