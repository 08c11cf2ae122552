import { existsSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

/**
 * Handles requests like a static host: files of `folder` under `base`, directories with a trailing
 * slash by their `index.html`, and `404.html` for everything else. Hashed files never expire.
 * @param base `''` or `/any/prefix`
 */
export function siteHandler(folder: string, base = ''): RequestListener {
	const files = sirv(folder, {
		etag: true,
		// If the file has a compressed copy.
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

/** `true` for a path of a folder that has a page. */
function directoryOf(folder: string, path: string): boolean {
	try {
		return existsSync(join(folder, decodeURIComponent(path), 'index.html'));
	} catch {
		return false;
	}
}
