import type { Component } from 'svelte';
import { render } from 'svelte/server';

const components = import.meta.glob<{ default: Component }>('$generated/svx/**/*.svelte');

/** The body of an `.svx` article. Its script runs here, in the build; islands are alive later. */
export async function renderSvelteArticle(id: string): Promise<string> {
	const [, load] = Object.entries(components).find(([path]) => path.endsWith(`/${id}.svelte`))!;
	return render((await load()).default).body;
}
