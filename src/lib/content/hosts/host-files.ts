import { caddyConfig } from './caddy.ts';
import type { HostedSite } from './hosted-site.ts';
import { netlifyHeaders, netlifyRedirects } from './netlify.ts';
import { nginxConfig } from './nginx.ts';
import { vercelConfig } from './vercel.ts';

/** What `npm start` reads: the policy and the redirects of the site that it serves. */
export const servedSiteFile = '.hosts/site.json';

export type ServedSite = { policy: string; redirects: Record<string, string> };

/**
 * The files that tell hosts how to serve a site, by path. Hosts read those at the top themselves; the
 * parts of configurations are for operators, in a folder that static hosts hide.
 * @param url the site's, from `site.yaml`
 */
export function hostFiles(site: HostedSite, url: string): Record<string, string> {
	const served: ServedSite = {
		policy: site.policy,
		redirects: Object.fromEntries(site.redirects)
	};
	const domain = customDomain(url, site.base);
	return {
		_headers: netlifyHeaders(site),
		...(site.redirects.size && { _redirects: netlifyRedirects(site) }),
		'vercel.json': vercelConfig(site),
		'.hosts/nginx.conf': nginxConfig(site),
		'.hosts/Caddyfile': caddyConfig(site),
		[servedSiteFile]: JSON.stringify(served),
		// GitHub Pages would leave out `_app` if it published a branch.
		'.nojekyll': '',
		...(domain && { CNAME: `${domain}\n` })
	};
}

/** Domains of hosts, names that are reserved for examples and tests, and addresses of machines. */
const notOwnDomain =
	/(?:^|\.)(?:github\.io|gitlab\.io|netlify\.app|pages\.dev|vercel\.app|localhost|example|test|invalid|local|example\.(?:com|net|org))$|^[\d.]+$|^\[/;

/**
 * The domain that GitHub Pages serves the site at, when it publishes a branch: the site must be at its
 * root. With a workflow, the domain is a setting of the repository and the file is ignored.
 */
export function customDomain(url: string, base: string): string | undefined {
	const { hostname, port, pathname } = new URL(url);
	const isRoot = base === '' && pathname === '/' && port === '';
	return isRoot && !notOwnDomain.test(hostname) ? hostname : undefined;
}
