import type { Component } from 'svelte';
import { render } from 'svelte/server';

const components = import.meta.glob<{ default: Component }>('$generated/svx/**/*.svelte');

/** The body of an `.svx` article. Its script runs here, in the build; islands are alive later. */
export async function renderSvelteArticle(id: string): Promise<string> {
	const [, load] = Object.entries(components).find(([path]) => path.endsWith(`/${id}.svelte`))!;
	// The marks that hydration would look for end the article too early: it is not a component there.
	return render((await load()).default).body.replace(/<!--[\s\S]*?-->/g, '');
}
