import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { headersOf, kindOf, type FileKind } from '../lib/content/hosts/headers.ts';
import { servedSiteFile, type ServedSite } from '../lib/content/hosts/host-files.ts';

/**
 * Handles requests like a static host: files of `folder` under `base`, compressed if there is a copy,
 * directories with a trailing slash by their `index.html`, and `404.html` for everything else; with
 * the headers and redirects that the files for hosts have.
 * @param base `''` or `/any/prefix`
 */
export function siteHandler(folder: string, base = ''): RequestListener {
	const { policy, redirects } = JSON.parse(
		readFileSync(join(folder, servedSiteFile), 'utf8')
	) as ServedSite;
	const files = sirv(folder, { etag: true, brotli: true, gzip: true });
	const notFound = join(folder, '404.html');
	const setHeaders = (response: ServerResponse, kind: FileKind) =>
		response.setHeaders(new Map(Object.entries(headersOf(kind, policy))));
	return (request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const missing = () => {
			setHeaders(response, 'other');
			response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
			response.end(existsSync(notFound) ? readFileSync(notFound) : 'Not found');
		};
		const redirect = (path: string) => {
			setHeaders(response, 'other');
			response.writeHead(301, { Location: path + url.search });
			response.end();
		};
		if (url.pathname === base && base) return redirect(`${base}/`);
		if (!url.pathname.startsWith(`${base}/`)) return missing();
		const path = url.pathname.slice(base.length);
		const directory = directoryOf(folder, path);
		if (directory && !path.endsWith('/')) return redirect(`${url.pathname}/`);
		const target = redirects[url.pathname];
		if (target !== undefined) return redirect(target);
		request.url = unreserved(path) + url.search;
		setHeaders(response, kindOf(path));
		files(request, response, missing);
	};
}

/** A path whose signs are as sirv looks for them: it does not decode those that a URL reserves, such as `%2B`. */
function unreserved(path: string): string {
	try {
		return encodeURI(decodeURIComponent(path)).replace(/[?#]/g, encodeURIComponent);
	} catch {
		return path;
	}
}

/** `true` for a path of a folder that has a page. */
function directoryOf(folder: string, path: string): boolean {
	try {
		return existsSync(join(folder, decodeURIComponent(path), 'index.html'));
	} catch {
		return false;
	}
}
