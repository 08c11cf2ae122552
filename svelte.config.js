import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import adapter from '@sveltejs/adapter-static';

const content = process.env.OFFPRINT_CONTENT ?? 'content';

// The one script of our own in the page template runs before the first paint, so it is inline; the
// policy admits it by its hash. It sets the reader's theme (the system's, where storage is blocked),
// says whether the URL narrows the list, which is then not shown until it is narrowed, and opens the
// search by Ctrl+K. A build has a shorter template: `src/scripts/build/page-template.ts`.
const appTemplate = process.env.OFFPRINT_TEMPLATE ?? 'src/app.html';
const inlineScripts = [
	...readFileSync(appTemplate, 'utf8').matchAll(/<script>([\s\S]*?)<\/script>/g)
].map(([, code]) => `sha256-${createHash('sha256').update(code).digest('base64')}`);

// Builds that run at the same time work each in a folder of its own.
const outDir = join('.svelte-kit', process.env.OFFPRINT_WORK ?? '');

const base = process.env.BASE_PATH ?? '';
const offline = process.env.OFFPRINT_OFFLINE === 'off' ? 'off' : 'on';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: {
		runes: true,
		// Every scoped class is in the script, the style sheet and the HTML.
		cssHash: ({ hash, css }) => `s${hash(css).slice(0, 4)}`,
		// The HTML of articles is ours to judge: the browser tests read it with axe-core.
		warningFilter: ({ code, filename }) =>
			!(code.startsWith('a11y_') && filename?.replaceAll('\\', '/').includes('/offprint/svx/'))
	},
	kit: {
		// The site without its pages: `src/scripts/build/` writes those.
		adapter: adapter({ pages: join(outDir, 'shell') }),
		// Of the code. The build writes its own version, of code and content, into pages and service worker.
		version: { name: process.env.OFFPRINT_BUNDLE ?? 'none' },
		outDir,
		// Components and samples of articles are checked like the site's own code.
		typescript: {
			config: ({ include }) => void include.push('../content/**/*.ts', '../content/**/*.svelte')
		},
		alias: { $content: content, $generated: join(outDir, 'offprint') },
		paths: { base, relative: false },
		// Registered by our own code once the page is idle. `off` retires the worker of older builds.
		serviceWorker: { register: false },
		files: {
			appTemplate,
			serviceWorker: offline === 'off' ? 'src/service-worker/retire' : 'src/service-worker'
		},
		// Routes are marked as prerendered, for SvelteKit's adapter. `src/scripts/build/` asks for their pages.
		prerender: { entries: [], handleUnseenRoutes: 'ignore' },
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', ...inlineScripts],
				'style-src': ['self'],
				// The style attribute of SvelteKit's route announcer, the one that no class can replace.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'media-src': ['self'],
				'connect-src': ['self'],
				'manifest-src': ['self'],
				'worker-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'object-src': ['none'],
				// HTML and script URLs pass `ui/dom/trusted-types.ts`, or Svelte's own policy.
				'require-trusted-types-for': ['script'],
				'trusted-types': ['offprint', 'svelte-trusted-html']
			}
		}
	}
};
