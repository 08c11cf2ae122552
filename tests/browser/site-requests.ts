import type { RequestListener } from 'node:http';
import { siteHandler } from '../../src/scripts/site-server.ts';
import type { Site } from '../built/build-sites.ts';

/** A page of the origin that loads nothing. */
export const blankPage = '/blank-page-of-the-tests.html';

const handlers = new Map<string, RequestListener>();

/** Answers requests for a built site, and for the blank page. Making a handler lists all files of the site. */
export function handlerOf({ folder, base }: Site): RequestListener {
	const known = handlers.get(folder);
	if (known) return known;
	const handleSite = siteHandler(folder, base);
	const handler: RequestListener = (request, response) => {
		if (request.url !== blankPage) return handleSite(request, response);
		response.setHeader('Content-Type', 'text/html');
		response.end('<!doctype html><title>Blank</title>');
	};
	handlers.set(folder, handler);
	return handler;
}
