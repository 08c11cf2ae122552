import { headersOf, hashedFolder, imageExtensions, type Headers } from './headers.ts';
import type { HostedSite } from './hosted-site.ts';

const headerBlock = (matcher: string, headers: Headers): string[] => [
	`header ${matcher} {`,
	...Object.entries(headers).map(([name, value]) => `\t${name} "${value}"`),
	'}'
];

/** A part of a site block of Caddy 2, for a site whose base path is below `root`. */
export function caddyConfig({ base, policy, redirects }: HostedSite): string {
	const pages = `${base}/*`;
	return [
		'# Written by the build. In a site block:',
		`#   root * /srv/library   # the folder in which the site is at ${base || ''}/`,
		'#   import /srv/library/.hosts/Caddyfile',
		...(base ? [`redir ${base} ${base}/ permanent`] : []),
		...[...redirects].map(
			([from, to]) => `redir ${from} ${to}{http.request.uri.prefixed_query} permanent`
		),
		`@hashed path ${base}${hashedFolder}*`,
		`@image {`,
		`\tpath ${imageExtensions.map((extension) => `${base}/*.${extension}`).join(' ')}`,
		`\tnot path ${base}${hashedFolder}*`,
		'}',
		'@other {',
		`\tpath ${pages}`,
		`\tnot path ${base}${hashedFolder}* ${imageExtensions.map((extension) => `*.${extension}`).join(' ')}`,
		'}',
		...headerBlock('@hashed', headersOf('hashed', policy)),
		...headerBlock('@image', headersOf('image', policy)),
		...headerBlock('@other', headersOf('other', policy)),
		`handle_errors 404 {`,
		`\trewrite * ${base}/404.html`,
		'\tfile_server',
		'}',
		'file_server {',
		'\tprecompressed br gzip',
		'}',
		''
	].join('\n');
}
