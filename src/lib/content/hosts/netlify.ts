import { headersOf, hashedFolder, type Headers } from './headers.ts';
import type { HostedSite } from './hosted-site.ts';

const block = (path: string, headers: Headers) =>
	[path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');

/**
 * `_headers` for Netlify and Cloudflare Pages. Both join the values of all paths that match a file, so
 * that no header is in two of them. They cannot tell an image from the page beside it: everything
 * has the policy of pages and can be shown by other sites.
 */
export function netlifyHeaders({ base, policy, entries }: HostedSite): string {
	const { 'Cache-Control': cache, ...everywhere } = headersOf('other', policy);
	const { 'Cache-Control': forever } = headersOf('hashed', policy);
	const revalidated = [
		`${base}/`,
		`${base}/_app/version.json`,
		...entries
			.filter((name) => name !== '_app/' && !/^[._]/.test(name))
			.map((name) => `${base}/${name}${name.endsWith('/') ? '*' : ''}`)
	];
	return [
		block('/*', { ...everywhere, 'Cross-Origin-Resource-Policy': 'cross-origin' }),
		block(`${base}${hashedFolder}*`, { 'Cache-Control': forever! }),
		...revalidated.map((path) => block(path, { 'Cache-Control': cache! })),
		''
	].join('\n');
}

/** `_redirects` for Netlify and Cloudflare Pages; both keep the query. */
export const netlifyRedirects = ({ redirects }: HostedSite): string =>
	[...redirects].map(([from, to]) => `${from} ${to} 301\n`).join('');
