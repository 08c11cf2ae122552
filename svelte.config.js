import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

const content = process.env.OFFPRINT_CONTENT ?? 'content';

// The one script of our own in the page template runs before the first paint, so it is inline;
// the policy admits it by its hash.
const template = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
const inlineScripts = [...template.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
	([, code]) => `sha256-${createHash('sha256').update(code).digest('base64')}`
);

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		// Another folder keeps what stands in build/ as it is; the tests build there.
		adapter: adapter({ pages: process.env.OFFPRINT_BUILD ?? 'build' }),
		alias: { $content: content, $generated: '.svelte-kit/offprint' },
		paths: { base: process.env.BASE_PATH ?? '', relative: false },
		// Every page is named by an `entries` function; the tests follow the links of the built site.
		prerender: { crawl: false, entries: ['*'], handleHttpError: 'fail', handleMissingId: 'fail' },
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
				'object-src': ['none']
			}
		}
	}
};
