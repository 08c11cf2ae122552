import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
	plugins: [svelte({ configFile: false })],
	resolve: {
		conditions: ['browser'],
		alias: {
			$lib: path('../../../../src/lib'),
			// Stands in for SvelteKit, which needs an app around it.
			'$app/navigation': path('./router.ts'),
			'$app/state': path('./router.ts'),
			'$app/paths': path('./router.ts')
		}
	},
	server: { fs: { allow: [path('../../../..')] } },
	test: { name: 'sample:filtered-view-url', environment: 'jsdom' }
});
