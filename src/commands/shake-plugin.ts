import type { Plugin } from 'vite';

/**
 * SvelteKit's client takes `svelte` apart by destructuring the whole module, which keeps all of it
 * in the bundle; read by name, what nobody uses goes (0.6 KB brotli on every page). Where the client
 * no longer does so, nothing happens and this plugin can go.
 */
export const shakeSvelte = (): Plugin => ({
	name: 'shake-svelte',
	apply: 'build',
	transform(code, id) {
		return id.endsWith('@sveltejs/kit/src/runtime/client/client.js')
			? code.replace(
					'const { onMount, tick } = svelte;',
					'const onMount = svelte.onMount; const tick = svelte.tick;'
				)
			: null;
	}
});
