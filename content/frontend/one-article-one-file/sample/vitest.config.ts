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
			// The components that `islands.test.ts` mounts.
			$content: path('./islands')
		}
	},
	server: { fs: { allow: [path('../../../..')] } },
	test: { name: 'sample:one-article-one-file', environment: 'jsdom', testTimeout: 30_000 }
});
