import type { Component } from 'svelte';
import { render } from 'svelte/server';

const components = import.meta.glob<{ default: Component }>('$generated/svx/**/*.svelte');

/** The body of an `.svx` article. Its script runs here, at build time; its islands run in the browser. */
export async function renderSvelteArticle(id: string): Promise<string> {
	const [, load] = Object.entries(components).find(([path]) => path.endsWith(`/${id}.svelte`))!;
	// Svelte's hydration markers are comments (Svelte 5.57). The browser parses the article as plain
	// HTML inside another component, whose own hydration they would confuse.
	return render((await load()).default).body.replace(/<!--[\s\S]*?-->/g, '');
}
