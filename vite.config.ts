import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { imagePlugin } from './src/vite/image-plugin.ts';
import { indexPartsPlugin } from './src/vite/index-parts-plugin.ts';
import { namedSvelteImports } from './src/vite/named-svelte-imports.ts';
import { contentPlugin } from './src/vite/content-plugin.ts';

/**
 * Node's packages as a build has them. Micromark's for development check themselves at every character, which
 * takes a tenth of the time of tests that render.
 */
const packagesOfBuilds: Plugin = {
	name: 'packages-of-builds',
	configResolved({ ssr }) {
		// Vitest starts its workers with them.
		ssr.resolve!.conditions = ssr.resolve!.conditions!.filter(
			(name) => !name.includes('development')
		);
	}
};

/** Of what a page imports, the floor that only the server runs. */
const leaveOutContent = {
	name: 'offprint-leave-out-content',
	resolveId: (id: string) => (id.startsWith('$lib/content/') ? { id, external: true } : null)
};

export default defineConfig({
	plugins: [contentPlugin(), namedSvelteImports(), sveltekit(), imagePlugin(), indexPartsPlugin()],
	define: { __OFFLINE__: JSON.stringify(process.env.OFFPRINT_OFFLINE !== 'off') },
	// The search for the browser's packages follows imports that only the server runs.
	optimizeDeps: { rolldownOptions: { plugins: [leaveOutContent] } },
	// Bundled, it would be loaded by every thread that makes pages; few call it.
	ssr: { external: ['svelte/compiler'] },
	server: { fs: { allow: [process.env.OFFPRINT_CONTENT ?? 'content'] } },
	build: {
		assetsInlineLimit: 0,
		reportCompressedSize: false,
		// The oldest browsers with `light-dark()`; for older ones every color would be written twice.
		cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
		rolldownOptions: {
			checks: { pluginTimings: false },
			output: {
				// One file of what most pages load first compresses better than its parts.
				codeSplitting: {
					groups: [
						{
							name: 'runtime',
							test: /node_modules[\\/](?:svelte|@sveltejs|esm-env|clsx)[\\/]|preload-helper|rolldown[\\/]runtime|[\\/]src[\\/](?:routes[\\/]\+layout\.|lib[\\/](?:(?:ui(?![\\/]blocks)|features[\\/]catalogue)[\\/]|core[\\/](?:article[\\/]day-name|filter[\\/](?:names|query|scope))\.))/
						},
						// A list with all that it imports; the reading history and a figure share some of it.
						{ name: 'list', test: /[\\/]features[\\/]browse[\\/]BrowsePage\.svelte$/ },
						// Otherwise each of its few lines would be a request.
						{ name: 'offline', test: /[\\/]core[\\/]offline[\\/]/ },
						{
							// One style sheet; a page of a sample, which is opened from an article, shares it.
							name: 'article',
							test: /[\\/]features[\\/]article[\\/](?:prose\.css|\w+\.svelte\?)|\[slug=slug\][\\/]\+page\.svelte\?/
						}
					]
				}
			}
		}
	},
	test: {
		// Per-project numbers would require running the projects one after the other.
		// A browser test waits for much of its time, so there is one more than processors.
		maxWorkers: availableParallelism() + 1,
		// Tests make trees by the thousand; with more room for new objects they take 7 % less time, and another 10 %
		// less if V8 waits longer before it optimizes a function (`src/scripts/optimize-later.ts`).
		execArgv: ['--max-semi-space-size=64', '--interrupt-budget=200000'],
		projects: [
			{
				extends: true,
				plugins: [packagesOfBuilds],
				test: {
					name: 'unit',
					include: ['tests/unit/**/*.test.ts'],
					environment: 'node',
					// Files share the modules of a worker, which saves a third of the time. What a test puts
					// in the place of a global or a method is taken back after it.
					isolate: false,
					unstubGlobals: true,
					restoreMocks: true,
					testTimeout: 30_000
				}
			},
			// The samples of articles that are in TypeScript, each with its own configuration.
			'content/*/*/sample/vitest.config.ts',
			{
				extends: true,
				plugins: [svelteTesting()],
				test: {
					name: 'component',
					include: ['tests/component/**/*.test.ts'],
					environment: 'jsdom',
					isolate: false,
					unstubGlobals: true,
					restoreMocks: true,
					setupFiles: ['tests/component/setup.ts'],
					testTimeout: 30_000
				}
			},
			{
				extends: true,
				test: {
					name: 'site',
					include: ['tests/built/**/*.test.ts', 'tests/browser/**/*.test.ts'],
					// Files share the browser of a worker.
					isolate: false,
					globalSetup: ['tests/built/build-sites.ts'],
					// A browser may be slow while other programs use the CPU; the report shows which tests
					// needed a second attempt.
					retry: 1,
					testTimeout: 60_000,
					hookTimeout: 120_000,
					expect: { poll: { timeout: 20_000 } }
				}
			}
		]
	}
});
