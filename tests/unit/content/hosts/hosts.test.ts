import { describe, expect, it } from 'vitest';
import { aliasFile, aliasPage } from '../../../../src/lib/content/hosts/alias-page.ts';
import { headersOf, kindOf } from '../../../../src/lib/content/hosts/headers.ts';
import { customDomain, hostFiles } from '../../../../src/lib/content/hosts/host-files.ts';
import { joinedPolicy, policyOfPage } from '../../../../src/lib/content/hosts/page-policy.ts';
import { DOMParser } from '../../../dom-parser.ts';

const policy = (scripts: string) =>
	`default-src 'none'; connect-src 'self'; script-src ${scripts}; base-uri 'none'`;

describe('the kind of a file', () => {
	it.each([
		['/', 'other'],
		['/backend/article/', 'other'],
		['/service-worker.js', 'other'],
		['/_app/version.json', 'other'],
		['/_app/immutable/chunks/a.js', 'hashed'],
		['/backend/article/Figure.PNG', 'image'],
		['/backend/article/drawing.svg', 'image'],
		['/backend/article/sample/plot.svg/', 'other']
	])('%s is %s', (path, kind) => expect(kindOf(path)).toBe(kind));

	it('only hashed files are kept without asking', () => {
		const cacheOf = (path: string) => headersOf(kindOf(path), '')['Cache-Control'];
		expect(cacheOf('/_app/immutable/a.css')).toBe('public, max-age=31536000, immutable');
		for (const path of ['/', '/service-worker.js', '/offline.json', '/feed.xml', '/a/b/c.png'])
			expect(cacheOf(path)).toBe('no-cache');
	});
});

describe('the policy of all pages', () => {
	it('admits the scripts of each and forbids frames', () => {
		const policies = [policy("'self' 'sha256-b'"), policy("'self' 'sha256-a'")];
		expect(joinedPolicy(policies)).toBe(
			"default-src 'none'; connect-src 'self'; script-src 'self' 'sha256-a' 'sha256-b'; base-uri 'none'; frame-ancestors 'none'"
		);
	});

	it('does not depend on the order of pages', () => {
		const policies = [policy("'self' 'sha256-b'"), policy("'self' 'sha256-a'")];
		expect(joinedPolicy([...policies].reverse())).toBe(joinedPolicy(policies));
	});

	it('is missing where no page has one', () => {
		expect(() => joinedPolicy(["default-src 'none'"])).toThrow('policy');
	});

	it('is read from a page', () => {
		const meta = `<meta http-equiv="content-security-policy" content="${policy("'self'")}">`;
		expect(policyOfPage(`<head>${meta}</head>`)).toBe(policy("'self'"));
		expect(policyOfPage('<p>none</p>')).toBeUndefined();
	});
});

describe('the domain of a site on GitHub Pages', () => {
	it.each([
		['https://library.company.com', '', 'library.company.com'],
		['https://company.com', '/x', undefined],
		['https://company.com/x', '', undefined],
		['https://somebody.github.io', '', undefined],
		['https://offprint.example', '', undefined],
		['http://localhost:4173', '', undefined],
		['https://192.0.2.1', '', undefined]
	])('%s with the base path "%s": %s', (url, base, domain) =>
		expect(customDomain(url, base)).toBe(domain)
	);
});

describe('the files for hosts', () => {
	const site = {
		base: '/x/y',
		policy: "default-src 'none'",
		redirects: new Map([['/x/y/old/name/', '/x/y/new/name/']]),
		entries: ['.nojekyll', '_app/', 'backend/', 'index.html']
	};
	const files = hostFiles(site, 'https://company.com');

	it('have each redirect, with the query where a host does not keep it by itself', () => {
		expect(files._redirects).toBe('/x/y/old/name/ /x/y/new/name/ 301\n');
		expect(JSON.parse(files['vercel.json']!)).toMatchObject({
			redirects: [{ source: '/x/y/old/name/', destination: '/x/y/new/name/', permanent: true }]
		});
		expect(files['.hosts/nginx.conf']).toContain('return 301 /x/y/new/name/$is_args$args;');
		expect(files['.hosts/Caddyfile']).toContain(
			'redir /x/y/old/name/ /x/y/new/name/{http.request.uri.prefixed_query} permanent'
		);
		expect(files).not.toHaveProperty('CNAME');
	});

	it('set no header of `_headers` by two paths that match one file', () => {
		const rules = files._headers!.trim().split(/\n(?=\/)/);
		const paths = rules.map((rule) => rule.split('\n')[0]);
		expect(paths).toEqual([
			...['/*', '/x/y/_app/immutable/*', '/x/y/', '/x/y/_app/version.json'],
			...['/x/y/backend/*', '/x/y/index.html']
		]);
		expect(rules[0]).not.toContain('Cache-Control');
		for (const rule of rules.slice(1)) expect(rule).toMatch(/^\S+\n {2}Cache-Control: [^\n]*$/);
	});

	it('of a site without redirects have no file of them', () => {
		const without = hostFiles({ ...site, base: '', redirects: new Map() }, 'https://company.com');
		expect(without).not.toHaveProperty('_redirects');
		expect(without.CNAME).toBe('company.com\n');
	});
});

describe('the page at an old address', () => {
	const html = aliasPage({
		path: '/x/backend/new/',
		url: 'https://company.com/x/backend/new/',
		title: 'Queues & <b>"caches"</b>',
		language: 'lang="ar" dir="rtl"'
	});
	const parsed = new DOMParser().parseFromString(html, 'text/html');

	it('leads to the article, with and without JavaScript', () => {
		expect(parsed.querySelector('a')!.getAttribute('href')).toBe('/x/backend/new/');
		expect(parsed.querySelector('a')!.textContent).toBe('Queues & <b>"caches"</b>');
		expect(html).toContain('<noscript><meta http-equiv="refresh" content="0; url=/x/backend/new/"');
		expect(parsed.querySelector('link[rel=canonical]')!.getAttribute('href')).toBe(
			'https://company.com/x/backend/new/'
		);
		expect(parsed.documentElement.dir).toBe('rtl');
	});

	it('has its file where hosts look for the path', () => {
		expect(aliasFile('/a/b/')).toBe('a/b/index.html');
		expect(aliasFile('/2019/post.html')).toBe('2019/post.html');
	});
});
