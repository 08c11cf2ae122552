import { aboutWithBody } from '$lib/content/library/current.ts';
import { noteLinks } from '$lib/content/markdown/link-notes.ts';
import { aboutHead } from './head/page-heads.ts';

/** The data of the page about the site, its rendered body and its head tags; `null` without one. */
export async function aboutDocument() {
	const about = await aboutWithBody();
	if (!about) return null;
	const { html, ...described } = about;
	return { ...described, html: noteLinks(html), head: await aboutHead(described) };
}
