import { extname, posix } from 'node:path';
import type { Definition, Link, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { isServedAsIs } from '../../core/article/sample-path.ts';
import { plainText } from './plain-text.ts';
import { decodePath, encodePath, positionOf, type Rendering } from './rendering.ts';

/** Turns what authors link into addresses of the site; what leads nowhere is a fault. */
export function resolveLinks(rendering: Rendering, tree: Root) {
	const resolve = (node: Link | Definition) => {
		node.url = resolveUrl(rendering, node);
	};
	visit(tree, 'link', resolve);
	visit(tree, 'definition', resolve);
}

function resolveUrl(rendering: Rendering, node: Link | Definition): string {
	const { file, links, assets } = rendering;
	const { url } = node;
	const fault = (problem: string) => rendering.fault(node, problem);
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
	if (scheme) {
		if (['javascript', 'data', 'vbscript', 'file'].includes(scheme)) {
			fault(`a "${scheme}:" link is not admitted; link to a page or a file`);
			return '';
		}
		return url;
	}
	if (url.startsWith('//')) return url;
	const [path, anchor] = splitAt('#', url);
	const add = (to: string) => {
		const text = node.type === 'link' ? plainText(node).trim() : '';
		if (node.type === 'link' || to)
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
	const relative = decodePath(path);
	const article = file.articlePath(relative);
	if (article) {
		add(article);
		return file.basePath + article + (anchor && `#${anchor}`);
	}
	const name = posix.normalize(relative);
	if (/\.(md|svx)$/.test(name) || name.endsWith('/') || !file.read(name)) {
		fault(`link "${url}" leads nowhere${rendering.didYouMean(name)}`);
		return url;
	}
	if (name.startsWith('../')) {
		fault(`file "${url}" must lie in the article's own folder`);
		return url;
	}
	if (name.startsWith('sample/') && !isServedAsIs(name)) {
		const page = `${encodePath(name)}/${anchor && `#${anchor}`}`;
		return file.pagePath + page;
	}
	assets.add(name);
	return file.pagePath + encodeURI(name);
}

/** What stands before and behind the first of a character. */
function splitAt(character: '#' | '?', url: string): [string, string] {
	const place = url.indexOf(character);
	return place < 0 ? [url, ''] : [url.slice(0, place), url.slice(place + 1)];
}
