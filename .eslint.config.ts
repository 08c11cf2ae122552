import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The rooms of `src`, and for each what it may import besides itself. An import that no row allows
 * is an error, type imports included; `tests/unit/architecture.test.ts` looks for cycles of files.
 * Rooms further up come first, so that every arrow points down.
 */
const rooms: Record<string, { folder: string; may: string[] }> = {
	scripts: { folder: 'src/scripts', may: ['content/*', 'core/*'] },
	vite: { folder: 'src/vite', may: ['content/*', 'core/*'] },
	'service-worker': {
		folder: 'src/service-worker',
		may: ['core/article', 'core/offline', 'core/search']
	},
	routes: {
		folder: 'src/routes',
		may: ['features/*', 'content/library', 'content/prerender', 'core/*', 'ui']
	},
	params: { folder: 'src/params', may: ['core/article'] },

	'features/shell': {
		folder: 'src/lib/features/shell',
		may: ['features/browse', 'features/catalogue', 'features/device', 'features/search', 'ui']
	},
	'features/article': {
		folder: 'src/lib/features/article',
		may: ['features/catalogue', 'features/search', 'core/article', 'ui']
	},
	'features/browse': {
		folder: 'src/lib/features/browse',
		may: [
			'features/book',
			'features/catalogue',
			'features/device',
			'features/search',
			'core/article',
			'core/book',
			'core/filter',
			'ui'
		]
	},
	'features/search': {
		folder: 'src/lib/features/search',
		may: [
			'features/catalogue',
			'features/device',
			'core/article',
			'core/async',
			'core/filter',
			'core/search',
			'ui'
		]
	},
	'features/device': {
		folder: 'src/lib/features/device',
		may: [
			'features/catalogue',
			'features/offline',
			'features/reading-log',
			'core/article',
			'core/filter',
			'core/offline',
			'ui'
		]
	},
	'features/offline': {
		folder: 'src/lib/features/offline',
		may: ['core/article', 'core/offline', 'ui']
	},
	'features/reading-log': {
		folder: 'src/lib/features/reading-log',
		may: ['core/article', 'core/offline', 'ui']
	},
	'features/book': {
		folder: 'src/lib/features/book',
		may: [
			'core/article',
			'core/async',
			'core/book',
			'core/filter',
			'core/markup',
			'core/offline',
			'ui'
		]
	},
	'features/catalogue': {
		folder: 'src/lib/features/catalogue',
		may: ['core/article', 'core/filter', 'core/offline', 'core/search']
	},

	'content/prerender': {
		folder: 'src/lib/content/prerender',
		may: [
			'content/cache',
			'content/images',
			'content/library',
			'content/markdown',
			'content/preview',
			'core/*',
			'ui'
		]
	},
	'content/development': {
		folder: 'src/lib/content/development',
		may: [
			'content/cache',
			'content/faults',
			'content/library',
			'content/markdown',
			'content/search-index',
			'core/article'
		]
	},
	'content/preview': {
		folder: 'src/lib/content/preview',
		may: ['content/cache', 'content/library', 'core/article', 'core/filter']
	},
	'content/hosts': {
		folder: 'src/lib/content/hosts',
		may: ['core/article', 'core/async', 'core/markup']
	},
	'content/library': {
		folder: 'src/lib/content/library',
		may: ['content/cache', 'content/markdown', 'content/yaml', 'content/faults', 'core/article']
	},
	'content/markdown': {
		folder: 'src/lib/content/markdown',
		may: ['content/images', 'content/yaml', 'content/faults', 'core/article']
	},
	'content/images': {
		folder: 'src/lib/content/images',
		may: ['content/cache', 'core/article']
	},
	'content/search-index': {
		folder: 'src/lib/content/search-index',
		may: ['content/cache', 'content/library', 'core/article', 'core/search']
	},
	'content/cache': { folder: 'src/lib/content/cache', may: [] },
	'content/yaml': { folder: 'src/lib/content/yaml', may: ['content/faults'] },
	'content/faults': { folder: 'src/lib/content/faults', may: [] },

	'core/book': { folder: 'src/lib/core/book', may: ['core/article', 'core/filter', 'core/markup'] },
	'core/markup': { folder: 'src/lib/core/markup', may: [] },
	'core/async': { folder: 'src/lib/core/async', may: [] },
	'core/filter': { folder: 'src/lib/core/filter', may: ['core/article'] },
	'core/search': { folder: 'src/lib/core/search', may: ['core/article'] },
	'core/offline': { folder: 'src/lib/core/offline', may: [] },
	'core/article': { folder: 'src/lib/core/article', may: [] },
	ui: { folder: 'src/lib/ui', may: ['core/article'] }
};

const arrows = Object.entries(rooms).map(([room, { may }]) => ({
	from: { element: { type: room } },
	allow: { to: { element: { types: { anyOf: [room, ...may] } } } }
}));

/** Modules of frameworks and Node that the plain floors must not know. */
const plain = (folder: string, forbidden: string[], message: string) => ({
	files: [`${folder}/**`],
	rules: {
		'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message }] }] as const
	}
});

export default defineConfig(
	globalIgnores(['.svelte-kit/', 'build/', 'content/']),
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
			// URLs are built by `scopePath` and `viewUrl` and resolved where a route passes them on.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		files: ['src/**/*.ts', 'src/**/*.svelte'],
		plugins: { boundaries },
		settings: {
			'import/resolver': { typescript: { project: 'tsconfig.json' } },
			'boundaries/elements': Object.entries(rooms).map(([type, { folder }]) => ({
				type,
				pattern: folder
			}))
		},
		rules: {
			'boundaries/dependencies': [
				'error',
				{
					default: 'disallow',
					policies: [...arrows, { allow: { to: { module: { origin: 'external' } } } }]
				}
			]
		}
	},
	plain(
		'src/lib/core',
		['svelte', 'svelte/*', '$app/*', '$env/*', 'node:*'],
		'core is plain TypeScript that runs anywhere'
	),
	plain('src/lib/ui', ['$env/*', 'node:*'], 'ui runs in the browser and knows no build'),
	plain('src/lib/features', ['$env/*', 'node:*'], 'features run in the browser'),
	plain('src/lib/content/markdown', ['$app/*', 'svelte/*'], 'markdown knows no pages'),
	plain('src/lib/content/preview', ['$app/*', 'svelte/*'], 'preview knows no pages'),
	plain('src/lib/content/library', ['$app/*', 'svelte/*'], 'library knows no pages')
);
