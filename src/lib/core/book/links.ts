import { elementsOf, type XmlElement, type XmlNode } from '../markup/xml.ts';

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

/** A document of the book: the file and the ids in it. */
export interface BookPlace {
	file: string;
	ids: ReadonlySet<string>;
}

/**
 * Resolves the links of an article: to another article of the book within the book, all others to
 * their absolute address.
 * @param page absolute address of the article
 * @param places by absolute address
 */
export function resolveLinks(
	nodes: readonly XmlNode[],
	page: string,
	places: ReadonlyMap<string, BookPlace>
) {
	for (const node of elementsOf(nodes)) {
		if (node.attributes.href === undefined) continue;
		const href = resolved(node.attributes.href, page, places);
		if (href !== undefined) node.attributes.href = href;
		else toSpan(node);
	}
}

/** A link that leads nowhere keeps its words. */
function toSpan(node: XmlElement) {
	node.name = 'span';
	for (const name of ['href', 'epub:type', 'role']) delete node.attributes[name];
}

function resolved(
	href: string,
	page: string,
	places: ReadonlyMap<string, BookPlace>
): string | undefined {
	if (!URL.canParse(href, page)) return undefined;
	const url = new URL(href, page);
	if (!/^(?:https?|mailto|tel):$/.test(url.protocol)) return undefined;
	const place = places.get(url.origin + url.pathname);
	if (!place || url.search)
		return url.href
			.replace(urlCharacters, encodeURIComponent)
			.replace(/%(?![\dA-Fa-f]{2})/g, '%25');
	const id = xmlId(decoded(url.hash.slice(1)));
	const isOwn = place === places.get(page);
	if (!place.ids.has(id)) return isOwn ? undefined : place.file;
	return `${isOwn ? '' : place.file}#${id}`;
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}
