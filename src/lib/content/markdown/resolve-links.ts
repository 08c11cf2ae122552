import { extname, posix } from 'node:path';
import type { Definition, Link, Nodes, Root } from 'mdast';
import { visit } from './visit.ts';
import { assetPathProblem } from '../../core/article/asset-path.ts';
import { isServedAsIs } from '../../core/article/sample-path.ts';
import { findTarget, splitAt } from './find-target.ts';
import { plainText } from './plain-text.ts';
import { decodePath } from '../../core/article/canonical-path.ts';
import { encodePath, positionOf, type Rendering } from './rendering.ts';

/** Resolves the links of an article to URLs of the site; a broken link is a fault. */
export function resolveLinks(rendering: Rendering, tree: Root) {
	const resolve = (node: Link | Definition) => {
		// `fillProofs` handles these.
		if (node.type === 'link' && node.url.startsWith('proof:')) return;
		const text = node.type === 'link' ? plainText(node).trim() : '';
		node.url = resolveAddress(rendering, node, node.url, text);
	};
	visit(tree, 'link', resolve);
	visit(tree, 'definition', resolve);
}

/** URL schemes that links may have. */
const schemes = [
	'http',
	'https',
	'mailto',
	'tel',
	'sms',
	'ftp',
	'geo',
	'irc',
	'ircs',
	'magnet',
	'xmpp'
];

/** Browsers remove these characters before they parse the scheme of a URL. */
const ignored = /^[\0-\x20]+|[\t\n\r]+/g;

/**
 * Resolves one URL as an author wrote it to a URL of the site; a broken link is a fault.
 * @param text of the link
 */
export function resolveAddress(rendering: Rendering, node: Nodes, url: string, text = ''): string {
	const { file, links, assets } = rendering;
	const fault = (problem: string) => rendering.fault(node, problem);
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(ignored, ''))?.[1]?.toLowerCase();
	if (scheme) {
		if (schemes.includes(scheme)) return url;
		fault(`a "${scheme}:" link is not allowed; link to a page or a file`);
		return '';
	}
	if (url.startsWith('//')) return url;
	const [path, anchor] = splitAt('#', url);
	const add = (to: string) => {
		if (node.type !== 'definition' || to)
			links.push({ ...positionOf(node), url, path: to, anchor, text });
	};
	if (!path) {
		add('');
		return url;
	}
	if (path.startsWith('/')) {
		const [place, query] = splitAt('?', path);
		const to = place.endsWith('/') || extname(place) ? place : `${place}/`;
		add(to);
		return file.basePath + to + (query && `?${query}`) + (anchor && `#${anchor}`);
	}
	const target = findTarget(rendering, path);
	const rest = (query: string) => (query && `?${query}`) + (anchor && `#${anchor}`);
	if (target?.article) {
		add(target.article);
		return file.basePath + target.article + rest(target.query);
	}
	if (!target) {
		fault(`link "${url}" leads nowhere${rendering.didYouMean(posix.normalize(decodePath(path)))}`);
		return url;
	}
	const { name, query } = target;
	if (name.startsWith('../')) {
		fault(`file "${url}" must lie in the article's own folder`);
		return url;
	}
	if (name.startsWith('sample/') && !isServedAsIs(name) && !/[#?]/.test(name))
		return `${file.pagePath}${encodePath(name)}/${rest(query)}`;
	const problem = assetPathProblem(name);
	if (problem) fault(`file "${name}" ${problem}`);
	else assets.add(name);
	return file.pagePath + encodePath(name) + rest(query);
}
