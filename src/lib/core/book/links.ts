import type { BookPlace } from './book.ts';
import { elementsOf, escapeXml, type XmlElement, type XmlNode } from '../markup/xml.ts';

/** The characters of a URL (RFC 3986). */
const urlCharacters = /[^\w.~!$&'()*+,;=:@/?#%[\]-]/gu;

/** An id as XML admits it. No two ids of a page become the same: only an encoded one begins with `_`. */
export const xmlId = (id: string): string =>
	/^[A-Za-z][A-Za-z0-9.-]*$/.test(id)
		? id
		: `_${id.replace(/[^A-Za-z0-9.-]/gu, (sign) => `_${sign.codePointAt(0)!.toString(16)}_`)}`;

/** Gives every element an id that is valid and not used before, or none. @returns the ids */
export function setIds(nodes: readonly XmlNode[]): Set<string> {
	const ids = new Set<string>();
	for (const { attributes } of elementsOf(nodes)) {
		if (attributes.id === undefined) continue;
		const id = xmlId(attributes.id);
		if (ids.has(id)) delete attributes.id;
		else attributes.id = id;
		ids.add(id);
	}
	return ids;
}

const pendingLink = /href="urn:offprint:link:(\d+)"/g;

/**
 * Resolves the links of an article as far as they do not depend on the book. The others, to pages of
 * the same site, get numbers for `fillLinks`; a link that leads nowhere keeps its words.
 * @param page absolute address of the article
 * @param ids of the article
 * @returns the absolute addresses by number
 */
export function numberLinks(
	nodes: readonly XmlNode[],
	page: string,
	ids: ReadonlySet<string>
): string[] {
	const pending: string[] = [];
	for (const node of elementsOf(nodes)) {
		if (node.attributes.href === undefined) continue;
		const url = parseLink(node.attributes.href, page);
		const own = url && url.hash && pageOf(url) === page ? idOf(url) : undefined;
		if (!url || (own !== undefined && !ids.has(own))) toSpan(node);
		else if (own !== undefined) node.attributes.href = `#${own}`;
		else if (url.origin !== new URL(page).origin) node.attributes.href = writtenUrl(url);
		else node.attributes.href = `urn:offprint:link:${pending.push(url.href) - 1}`;
	}
	return pending;
}

/**
 * Fills in the numbered links: to another article of the book within the book, all others to their
 * absolute address.
 * @param places by absolute address
 */
export const fillLinks = (
	xhtml: string,
	links: readonly string[],
	places: ReadonlyMap<string, BookPlace>
): string =>
	xhtml.replace(
		pendingLink,
		(_, number: string) => `href="${escapeXml(hrefTo(new URL(links[Number(number)]!), places))}"`
	);

function hrefTo(url: URL, places: ReadonlyMap<string, BookPlace>): string {
	const place = places.get(pageOf(url) ?? '');
	if (!place) return writtenUrl(url);
	const id = url.hash && idOf(url);
	return id && place.ids.has(id) ? `${place.file}#${id}` : place.file;
}

function parseLink(href: string, page: string): URL | undefined {
	const url = URL.canParse(href, page) ? new URL(href, page) : undefined;
	return url && /^(?:https?|mailto|tel):$/.test(url.protocol) ? url : undefined;
}

/** The page that an address without a query leads to. */
const pageOf = ({ origin, pathname, search }: URL) => (search ? undefined : origin + pathname);

const idOf = ({ hash }: URL) => xmlId(decoded(hash.slice(1)));

/** A URL as validators admit it, which is less than browsers do. */
const writtenUrl = ({ href }: URL) =>
	href.replace(urlCharacters, encodeURIComponent).replace(/%(?![\dA-Fa-f]{2})/g, '%25');

/** A link that leads nowhere keeps its words. */
function toSpan(node: XmlElement) {
	node.name = 'span';
	for (const name of ['href', 'epub:type', 'role']) delete node.attributes[name];
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}
