import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { smallerPackages } from './src/commands/smaller-packages.ts';
import { offlinePlugin } from './src/commands/offline-plugin.ts';
import { libraryPlugin } from './src/commands/vite-plugin.ts';

/** Modules that the layout and an article need, and so every page. */
const everyPage =
	/node_modules[\\/](?:svelte|@sveltejs|esm-env)[\\/]|preload-helper|[\\/]offprint[\\/]site\.json|[\\/]src[\\/](?:lib[\\/](?:article[\\/](?:article|order)\.|filter[\\/](?:criteria|names|scope)|reading[\\/](?:focus-text|when-idle)|state[\\/]library\.svelte|ui[\\/](?:LevelMark|ListHeading|cut-text))|routes[\\/](?:open-search|page-document|device-slot|SaveArticle|focus-place|\+layout))/;

/** What every list page needs beside it. */
const everyList =
	/[\\/]src[\\/](?:lib[\\/](?:filter[\\/]|state[\\/]list-view|ui[\\/](?:ArticleCard|CopyLink|Filter|ResultStatus|SearchBox))|routes[\\/](?:ArticleList|ListFilters|ListView|list-address|list-outcome|view-snapshot))/;

export default defineConfig({
	plugins: [libraryPlugin(), smallerPackages(), sveltekit(), offlinePlugin()],
	define: { __OFFLINE__: JSON.stringify(process.env.OFFPRINT_OFFLINE !== 'off') },
	server: { fs: { allow: [process.env.OFFPRINT_CONTENT ?? 'content'] } },
	build: {
		assetsInlineLimit: 0,
		// The oldest with `light-dark()`; for older ones every colour would be written twice.
		cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
		rolldownOptions: {
			checks: { pluginTimings: false },
			output: {
				// What every page needs, in one file: it compresses better than its parts.
				codeSplitting: {
					groups: [
						{ name: 'runtime', test: everyPage, priority: 2 },
						{ name: 'list', test: everyList, priority: 1 }
					]
				}
			}
		}
	},
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['tests/unit/**/*.test.ts'],
					environment: 'node',
					testTimeout: 30_000
				}
			},
			{
				extends: true,
				plugins: [svelteTesting()],
				test: {
					name: 'component',
					include: ['tests/component/**/*.test.ts'],
					environment: 'jsdom',
					setupFiles: ['tests/component/setup.ts'],
					testTimeout: 30_000
				}
			},
			{
				extends: true,
				test: {
					name: 'site',
					include: ['tests/built/**/*.test.ts', 'tests/browser/**/*.test.ts'],
					globalSetup: ['tests/built/build-sites.ts'],
					fileParallelism: false,
					// A browser may be late where others have the processors: who needs its second try is
					// printed with it.
					retry: 1,
					testTimeout: 60_000,
					hookTimeout: 120_000,
					expect: { poll: { timeout: 20_000 } }
				}
			}
		]
	}
});
