import type { Plugin } from 'vite';

/**
 * Packages whose form costs every page bytes, by a file's path, and how it is written instead. Where
 * a package no longer reads so, nothing happens and its row can go.
 */
const rewrites: Record<string, [from: string, to: string][]> = {
	// Taken apart by destructuring, all of `svelte` is kept in the bundle; read by name, what nobody
	// uses goes (0.6 KB brotli).
	'@sveltejs/kit/src/runtime/client/client.js': [
		[
			'const { onMount, tick } = svelte;',
			'const onMount = svelte.onMount; const tick = svelte.tick;'
		]
	],
	// One CommonJS module, and what makes modules of such ones is on every page (0.2 KB).
	'porter2/dist/index.js': [
		[`Object.defineProperty(exports, '__esModule', { value: true })`, ''],
		['exports.stem = function stem(', 'export function stem(']
	]
};

export const smallerPackages = (): Plugin => ({
	name: 'smaller-packages',
	apply: 'build',
	transform(code, id) {
		const file = Object.keys(rewrites).find((path) => id.endsWith(path));
		return file ? rewrites[file]!.reduce((text, [from, to]) => text.replace(from, to), code) : null;
	}
});
