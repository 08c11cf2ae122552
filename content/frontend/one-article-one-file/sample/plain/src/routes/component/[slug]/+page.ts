import type { Component } from 'svelte';

// #region load
const articles = import.meta.glob<{ default: Component }>('/src/articles/*.md');

export async function load({ params }: { params: { slug: string } }) {
	const article = await articles[`/src/articles/${params.slug}.md`]!();
	return { Article: article.default };
}
// #endregion
