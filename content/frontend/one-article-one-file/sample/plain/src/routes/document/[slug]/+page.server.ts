import type { Component } from 'svelte';
import { render } from 'svelte/server';

// #region load
const articles = import.meta.glob<{ default: Component }>('/src/articles/*.md');

export async function load({ params }: { params: { slug: string } }) {
	const article = await articles[`/src/articles/${params.slug}.md`]!();
	return { html: render(article.default).body };
}
// #endregion

/** No script at all. */
export const csr = false;
