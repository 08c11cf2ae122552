import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const lib = (room: string) => `**/${room}/**`;

/** What a room of src/lib may not import; everything it may is what the rooms below it offer. */
const arrow = (room: string, forbidden: string[], message: string) => ({
	files: [`src/lib/${room}/**`],
	rules: {
		'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message }] }] as const
	}
});

const plain = ['svelte', 'svelte/*', '$app/*', '$env/*', '$lib/*', 'node:*'];
const rooms = [
	'article',
	'markdown',
	'library',
	'search',
	'filter',
	'offline',
	'reader',
	'reading',
	'state',
	'ui'
];
const others = (...allowed: string[]) =>
	rooms.filter((room) => !allowed.includes(room)).map((room) => lib(room));

export default defineConfig(
	globalIgnores(['.svelte-kit/', 'build/', 'content/', 'tests/fixtures/']),
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
			// Addresses are made by `scopePath` and `viewUrl` and resolved where a route hands them on.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	arrow(
		'article',
		[...plain, ...others('article')],
		'article is plain TypeScript and knows no other room'
	),
	arrow(
		'filter',
		[...plain, ...others('filter', 'article')],
		'filter is plain TypeScript on article alone'
	),
	arrow(
		'search',
		[...plain, ...others('search', 'article')],
		'search is plain TypeScript on article alone'
	),
	arrow(
		'reader',
		[...plain, ...others('reader', 'article')],
		'reader is plain TypeScript on article alone'
	),
	arrow(
		'offline',
		[...plain, ...others('offline')],
		'offline is what the page and its service worker share, and stands alone'
	),
	arrow('markdown', ['$app/*', ...others('markdown', 'article')], 'markdown knows article alone'),
	arrow(
		'library',
		['$app/*', ...others('library', 'markdown', 'article')],
		'library stands on article and markdown'
	),
	arrow(
		'reading',
		[...plain, ...others('reading', 'article')],
		'reading works on the page that stands, with article alone'
	),
	arrow(
		'state',
		['$app/*', 'node:*', ...others('state', 'search', 'filter', 'reader', 'offline', 'article')],
		'state stands on search, filter, reader and offline'
	),
	{
		files: ['src/lib/ui/**'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: [...others('ui')],
							message: 'components take props and callbacks; only types come from elsewhere',
							allowTypeImports: true
						},
						{ group: ['$app/*'], message: 'components know no router' }
					]
				}
			]
		}
	}
);
