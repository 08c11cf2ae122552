import { createHash } from 'node:crypto';
import { escapeXml } from '../../core/markup/xml.ts';

/** Keeps what follows the path of the old address, which a redirect in HTML cannot. */
const script =
	"location.replace(document.querySelector('a').href + location.search + location.hash)";

const hash = createHash('sha256').update(script).digest('base64');

/** The content security policy of these pages. */
export const aliasPolicy = [
	"default-src 'none'",
	`script-src 'sha256-${hash}'`,
	"base-uri 'none'",
	"form-action 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'"
].join('; ');

interface AliasPage {
	/** Path of the article's page, with the base path. */
	path: string;
	/** Its public URL. */
	url: string;
	/** The article's. */
	title: string;
	/** Attributes of the `html` element. */
	language: string;
}

/** The page at an old address of an article, which leads to the article. */
export const aliasPage = ({ path, url, title, language }: AliasPage): string => `<!doctype html>
<html ${language}>
	<head>
		<meta charset="utf-8" />
		<meta http-equiv="content-security-policy" content="${aliasPolicy}" />
		<meta name="viewport" content="width=device-width" />
		<meta name="color-scheme" content="light dark" />
		<noscript><meta http-equiv="refresh" content="0; url=${path}" /></noscript>
		<link rel="canonical" href="${escapeXml(url)}" />
		<title>${escapeXml(title)}</title>
	</head>
	<body>
		<p><a href="${path}">${escapeXml(title)}</a></p>
		<script>${script}</script>
	</body>
</html>
`;

/** The file of the page at a path of the site. */
export const aliasFile = (alias: string): string =>
	alias.slice(1) + (alias.endsWith('/') ? 'index.html' : '');
