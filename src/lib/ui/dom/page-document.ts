/**
 * A page is one file. What it shows stands in it as JSON (an article's body as its HTML), put
 * there by the build; hydration takes it from the document that is open, navigation from the
 * page's own HTML, fetched. Nothing else is ever asked for, so one kept file is a page kept.
 */
import { error, type LoadEvent } from '@sveltejs/kit';
import { canonicalPath } from '$lib/core/article/canonical-path.ts';

/** Ids of the elements that hold the data and an article's body. No heading's id has capitals. */
export const dataId = 'pageData';
export const bodyId = 'articleBody';

/** The script element with the data of the page at a path; JSON without a `<` that could end it. */
export const dataScript = (path: string, data: unknown) =>
	`<script type="application/json" id="${dataId}" data-path="${path}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;

/** The build that wrote a page. */
export const buildOf = (page: Document) =>
	page.querySelector<HTMLMetaElement>('meta[name="build"]')?.content;

let hydrated = false;

/**
 * The document of a page: the one that is open while it is taken over, else fetched. The parameters
 * alone say which; that they are read is what SvelteKit asks again by, so a query asks for nothing.
 */
export async function openPage(event: LoadEvent): Promise<Document> {
	const { fetch, untrack } = event;
	const params: Record<string, unknown> = event.params;
	for (const name in params) void params[name];
	const url = untrack(() => new URL(event.url));
	const first = !hydrated;
	hydrated = true;
	if (first && document.getElementById(dataId)?.dataset.path === canonicalPath(url.pathname))
		return document;
	const response = await fetch(url.pathname);
	if (response.status === 404) error(404, 'There’s nothing at this address');
	const page = response.ok
		? new DOMParser().parseFromString(await response.text(), 'text/html')
		: null;
	// A long article is read in one task and shown in the next: neither holds the page up.
	await new Promise((next) => setTimeout(next));
	// Another build's page, or none of ours: let the browser open it whole.
	if (!page?.getElementById(dataId) || buildOf(page) !== buildOf(document)) {
		location.assign(url);
		return new Promise<never>(() => {});
	}
	return page;
}

/** What the build put into a page. */
export const readData = <Data>(page: Document): Data =>
	JSON.parse(page.getElementById(dataId)!.textContent) as Data;

/**
 * The body of an article's page: as HTML where it stands in the open document already, else its
 * nodes, parsed once and ready to be moved in.
 */
export function readBody(page: Document): { html: string; nodes?: DocumentFragment } {
	const body = page.getElementById(bodyId)!;
	if (page === document) return { html: body.innerHTML };
	const nodes = document.createDocumentFragment();
	nodes.append(...document.adoptNode(body).childNodes);
	return { html: '', nodes };
}
