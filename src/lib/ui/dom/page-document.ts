/**
 * A page is one file: the build writes the page's data into its HTML as JSON, its description for
 * other programs as head tags, and an article's body as HTML. Hydration reads them from the open
 * document; a navigation fetches the next page's HTML and reads them from there. No other file is
 * needed, so a cached file is a complete page.
 */
import { error, type LoadEvent } from '@sveltejs/kit';
import { canonicalPath } from '$lib/core/article/canonical-path.ts';
import { buildFile, type NamedBuild } from '$lib/core/article/named-build.ts';
import { trustedHtml } from './trusted-types.ts';

/** Ids of the elements with the data and the body. Ids of headings have no capitals. */
export const dataId = 'pageData';
export const bodyId = 'articleBody';

/** The script element with the data of the page at a path; `<` is escaped so that it cannot end it. */
export const dataScript = (path: string, data: unknown) =>
	`<script type="application/json" id="${dataId}" data-path="${path}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;

const metaOf = (page: Document) => page.querySelector<HTMLMetaElement>('meta[name=bundle]');

/** The scripts and styles that a page was made for; a tab opens pages of one bundle. */
export const bundleOf = (page: Document) => metaOf(page)?.content;

/** The build that wrote a page of this site; `undefined` for the pages of an article, which do not name it. */
export function buildOf(page: Document): NamedBuild | undefined {
	const named = metaOf(page)!.dataset as unknown as NamedBuild;
	return named.build ? named : undefined;
}

/** The build whose catalogue and index this tab uses, once it is known. */
let tabBuild: Promise<NamedBuild> | undefined;

/**
 * The build whose catalogue and index this tab uses: that of its first page, or of the first that names one.
 * @param fetchBuild fetches the file that names it, for a tab with pages of articles alone
 */
export function openBuild(fetchBuild: (file: string) => Promise<NamedBuild>): Promise<NamedBuild> {
	const named = buildOf(document);
	tabBuild ??= named
		? Promise.resolve(named)
		: fetchBuild(buildFile(bundleOf(document)!)).catch((error) => {
				tabBuild = undefined;
				throw error;
			});
	return tabBuild;
}

/** Whether this tab has the scripts of a page, and the catalogue from which a list's page was made. */
async function canOpen(page: Document): Promise<boolean> {
	if (bundleOf(page) !== bundleOf(document)) return false;
	const named = buildOf(page);
	if (!named) return true;
	const known = await openBuild(() => Promise.resolve(named)).catch(() => named);
	return known.build === named.build;
}

/** The document of a page that was fetched or cached. */
export const parsePage = (html: string) =>
	new DOMParser().parseFromString(trustedHtml(html), 'text/html');

// #region open
let hydrated = false;

/**
 * The document of a page: the open one on hydration, otherwise fetched. SvelteKit runs a load
 * function again when something that it read has changed: this one reads every parameter and not the
 * URL, so a change of the query alone fetches nothing.
 */
export async function openPage(event: LoadEvent): Promise<Document> {
	const { fetch, untrack } = event;
	const params: Record<string, unknown> = event.params;
	for (const name in params) void params[name];
	const url = untrack(() => new URL(event.url));
	const isHydration = !hydrated;
	hydrated = true;
	if (isHydration && document.getElementById(dataId)?.dataset.path === canonicalPath(url.pathname))
		return document;
	const response = await fetch(url.pathname);
	if (response.status === 404) error(404, 'There’s nothing at this address');
	const page = response.ok && !response.redirected ? parsePage(await response.text()) : null;
	// Parses a long article in one task and renders it in the next, so that neither blocks the page.
	await new Promise((next) => setTimeout(next));
	// A page of another bundle, build or address, or not one of ours: the browser opens it instead.
	if (!page?.getElementById(dataId) || !(await canOpen(page))) {
		location.assign(url);
		return new Promise<never>(() => {});
	}
	return page;
}
// #endregion

/** The data that the build wrote into a page, and its head tags. */
export const readData = <Data>(page: Document): Data & { head: string } => ({
	...(JSON.parse(page.getElementById(dataId)!.textContent) as Data),
	head: readHead(page)
});

/** The tags from the canonical link to the page's data: `content/prerender/head/head-tags.ts`. */
function readHead(page: Document): string {
	let tags = '';
	let tag = page.querySelector('[rel=canonical]');
	for (; tag && tag.id !== dataId; tag = tag.nextElementSibling) tags += tag.outerHTML;
	return trustedHtml(tags);
}

// #region body
/**
 * The body of an article's page: HTML if it is in the open document already, otherwise its parsed
 * nodes, to be moved in.
 */
export function readBody(page: Document): { html: string; nodes?: DocumentFragment } {
	const body = page.getElementById(bodyId)!;
	if (page === document) return { html: trustedHtml(body.innerHTML) };
	const nodes = document.createDocumentFragment();
	nodes.append(...document.adoptNode(body).childNodes);
	return { html: '', nodes };
}
// #endregion
