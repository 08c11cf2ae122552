import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { namedSvelteImports } from '../../../src/vite/named-svelte-imports.ts';

const path = 'node_modules/@sveltejs/kit/src/runtime/client/client.js';
const { filter, handler } = namedSvelteImports().transform as {
	filter: { id: RegExp };
	handler: (code: string) => string;
};

describe('SvelteKit’s client', () => {
	it('imports from Svelte by name instead of destructuring its namespace', () => {
		const source = readFileSync(path, 'utf8');
		expect(`/site/${path}`).toMatch(filter.id);
		expect(source).toContain('\nconst { onMount, tick } = svelte;\n');
		const result = handler(source);
		expect(result).toContain("\nimport { onMount, tick } from 'svelte';\n");
		expect(result).not.toMatch(/^const \{.*\} = svelte;$/m);
	});
});
