import { headersOf, hashedFolder, imageExtensions, type Headers } from './headers.ts';
import type { HostedSite } from './hosted-site.ts';

/** No value holds a double quote; `$` begins a variable only in redirects. */
const headerLines = (headers: Headers) =>
	Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`);

const indented = (lines: readonly string[]) => lines.map((line) => `\t${line}`);

const location = (match: string, lines: readonly string[]): string[] => [
	`location ${match} {`,
	...indented(lines),
	'}'
];

/** A part of a `server` block of nginx, for a site whose base path is below `root`. */
export function nginxConfig({ base, policy, redirects }: HostedSite): string {
	const redirectLines = [...redirects].flatMap(([from, to]) =>
		location(`= ${from}`, [`return 301 ${to}$is_args$args;`])
	);
	const lines = [
		...(base ? location(`= ${base}`, [`return 301 ${base}/$is_args$args;`]) : []),
		...location(`${base}/`, [
			'index index.html;',
			`error_page 404 ${base}/404.html;`,
			'absolute_redirect off;',
			'charset utf-8;',
			'charset_types text/css text/plain text/xml application/javascript application/json;',
			'gzip_static on;',
			'gzip_vary on;',
			'# With the module ngx_brotli: brotli_static on;',
			...headerLines(headersOf('other', policy)),
			...location(`^~ ${base}${hashedFolder}`, headerLines(headersOf('hashed', policy))),
			// nginx gives a location only the headers that it names itself, if it names one.
			...location(
				`~* \\.(?:${imageExtensions.join('|')})$`,
				headerLines(headersOf('image', policy))
			),
			...location(`= ${base}/manifest.webmanifest`, [
				'types {}',
				'default_type application/manifest+json;'
			]),
			...redirectLines
		])
	];
	return [
		'# Written by the build. In a server block with HTTPS:',
		`#   root /srv/library;   # the folder in which the site is at ${base || ''}/`,
		'#   include /srv/library/.hosts/nginx.conf;',
		...lines,
		''
	].join('\n');
}
