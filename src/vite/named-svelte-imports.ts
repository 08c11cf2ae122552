import type { Plugin } from 'vite';

const destructured = /^const (\{[^}]*\}) = svelte;$/m;

/**
 * SvelteKit's client destructures the namespace of `svelte`, which makes the bundler keep all of its
 * exports on every page (0.9 KB brotli). Named imports keep those that are used. A SvelteKit without
 * that statement needs no plugin; a unit test says so.
 */
export const namedSvelteImports = (): Plugin => ({
	name: 'offprint-named-svelte-imports',
	apply: 'build',
	transform: {
		filter: { id: /@sveltejs\/kit\/src\/runtime\/client\/client\.js$/ },
		handler: (code) => code.replace(destructured, "import $1 from 'svelte';")
	}
});
