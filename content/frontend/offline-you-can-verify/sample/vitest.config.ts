import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
	resolve: {
		alias: {
			$lib: path('../../../../src/lib'),
			'$service-worker': path('./service-worker-module.ts')
		}
	},
	server: { fs: { allow: [path('../../../..')] } },
	test: {
		name: 'sample:offline-you-can-verify',
		// Workbox checks its arguments and logs in any other environment.
		env: { NODE_ENV: 'production' },
		// Each version of the worker is started with modules of its own.
		server: { deps: { inline: [/workbox-/] } },
		testTimeout: 30_000
	}
});
