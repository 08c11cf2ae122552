import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/**
 * Answers as a static host does: files of `folder` under `base`, directories by their `index.html`
 * with a slash at the end, `404.html` for the rest, hashed files for ever.
 * @param base `''` or `/any/prefix`
 */
export function siteHandler(folder: string, base = ''): RequestListener {
	const files = sirv(folder, {
		etag: true,
		// Of a file that was packed beside.
		brotli: true,
		setHeaders(response, path) {
			response.setHeader(
				'Cache-Control',
				path.includes('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache'
			);
		}
	});
	const notFound = join(folder, '404.html');
	return (request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const missing = () => {
			response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
			response.end(existsSync(notFound) ? readFileSync(notFound) : 'Not found');
		};
		const redirect = (path: string) => {
			response.writeHead(301, { Location: path + url.search });
			response.end();
		};
		if (url.pathname === base && base) return redirect(`${base}/`);
		if (!url.pathname.startsWith(`${base}/`)) return missing();
		const path = url.pathname.slice(base.length);
		const directory = directoryOf(folder, path);
		if (directory && !path.endsWith('/')) return redirect(`${url.pathname}/`);
		request.url = path + url.search;
		files(request, response, missing);
	};
}

/** `true` where the path names a folder with a page of its own. */
function directoryOf(folder: string, path: string): boolean {
	try {
		return existsSync(join(folder, decodeURIComponent(path), 'index.html'));
	} catch {
		return false;
	}
}
