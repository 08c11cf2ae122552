import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { startWhenAsked } from '../../../../src/lib/content/prerender/start-when-asked.ts';

const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;

const kitScript = `
				{
					__sveltekit_1abc = {
						base: ""
					};

					const element = document.currentScript.parentElement;

					Promise.all([
						import("/_app/start.js"),
						import("/_app/app.js")
					]).then(([kit, app]) => {
						kit.start(app, element, { node_ids: [0, 6] });
					});
				}
			`;
const pageWith = (script: string) =>
	`<head><meta http-equiv="content-security-policy" content="script-src 'self' 'sha256-other=' ${hashOf(script)}; style-src 'self'"><script>first()</script></head><body><script type="application/json">{"a":1}</script><script>${script}</script></body>`;

const scriptOf = (html: string) => [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].at(-1)![1]!;

it('the app is imported when it is asked for, with everything that would be preloaded', () => {
	const html = startWhenAsked(pageWith(kitScript), ['/_app/start.js', '/_app/$1.js']);
	const code = scriptOf(html);
	expect(code.replace(/\s+/g, ' ')).toContain(
		'asked.then(() => Promise.all([ import("/_app/start.js"), import("/_app/app.js"), import("/_app/$1.js") ])).then(([kit, app]) => {'
	);
	expect(code).toContain('const element = document.currentScript.parentElement;\n');
	expect(html).toContain('<script>first()</script>');
});

it('the policy of the page admits the changed script and no longer the one before', () => {
	const html = startWhenAsked(pageWith(kitScript), ['/_app/runtime.js']);
	const policy = /content="([^"]*)"/.exec(html)![1]!;
	expect(policy).toContain(hashOf(scriptOf(html)));
	expect(policy).not.toContain(hashOf(kitScript));
	expect(policy).toContain("'sha256-other='");
});

it.each(['import("/_app/start.js").then((app) => app.start());', '__sveltekit_1 = {}; start();'])(
	'fails for a script that starts the app in another way: %s',
	(script) => {
		expect(() => startWhenAsked(pageWith(`\n{ ${script} }`), [])).toThrow(/not as expected/);
	}
);
