import { ESLint } from 'eslint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const filesIn = (folder: string) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
		.filter((name) => /\.(?:ts|svelte)$/.test(name) && !name.endsWith('.d.ts'));

const sources = filesIn('src');

/** The file of `src` that a specifier refers to; null for a package or a generated file. */
function fileOf(importer: string, specifier: string): string | null {
	const path = specifier.startsWith('$lib/')
		? `src/lib/${specifier.slice('$lib/'.length)}`
		: specifier.startsWith('.')
			? normalize(join(dirname(importer), specifier)).replaceAll('\\', '/')
			: null;
	return path && sources.includes(path) ? path : null;
}

/** Every import between two files of `src`: static, dynamic and type imports. */
const imports = new Map(
	sources.map((file) => {
		const text = readFileSync(file, 'utf8');
		const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)];
		return [file, specifiers.flatMap(([, specifier]) => fileOf(file, specifier!) ?? [])];
	})
);

describe('the tree of src', () => {
	it('has no import cycle, dynamic and type imports included', () => {
		const done = new Set<string>();
		const visit = (file: string, path: string[]): string[] => {
			if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' → ')];
			if (done.has(file)) return [];
			const cycles = imports.get(file)!.flatMap((next) => visit(next, [...path, file]));
			done.add(file);
			return cycles;
		};
		expect(sources.flatMap((file) => visit(file, []))).toEqual([]);
	});

	it('has only SvelteKit’s files in routes', () => {
		const others = sources.filter((file) => /^src\/routes\/(?:.*\/)?[^+/][^/]*$/.test(file));
		expect(others).toEqual([]);
	});

	it('has file extensions in relative imports', () => {
		const missing = sources.flatMap((file) =>
			[...readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"?]+)['"]/g)]
				.map(([, specifier]) => specifier!)
				.filter((specifier) => !specifier.includes('$types'))
				.filter((specifier) => !existsSync(join(dirname(file), specifier)))
				.map((specifier) => `${file}: ${specifier}`)
		);
		expect(missing).toEqual([]);
	});

	it('has no file over 200 lines without a comment at the top that says why, tests included', () => {
		const long = [...sources, ...filesIn('tests')].filter((file) => {
			const text = readFileSync(file, 'utf8').trimEnd();
			return text.split('\n').length > 200 && !/^(?:\/\*\*|<!--)/.test(text);
		});
		expect(long).toEqual([]);
	});
});

describe('the lint table', () => {
	let eslint: ESLint;
	beforeAll(() => {
		eslint = new ESLint({ overrideConfigFile: '.eslint.config.ts' });
	});

	/** Whether lint accepts a statement in a file of `src`. */
	async function admits(file: string, statement: string): Promise<boolean> {
		const [result] = await eslint.lintText(`${statement}\n`, { filePath: `src/${file}` });
		expect(result!.fatalErrorCount, statement).toBe(0);
		return !result!.messages.some(
			({ ruleId }) =>
				ruleId === 'boundaries/dependencies' || ruleId?.endsWith('no-restricted-imports')
		);
	}

	it.each([
		['lib/core/filter/facets.ts', `import { levels } from '../article/article.ts';`],
		['lib/content/library/scan.ts', `import { x } from '../markdown/render.ts';`],
		['lib/features/browse/x.ts', `import { x } from '$lib/core/filter/criteria.ts';`],
		['routes/x.ts', `import { x } from '$lib/features/browse/url-sync.svelte.ts';`],
		['service-worker/index.ts', `import { x } from '../lib/core/offline/cache-entries.ts';`]
	])('allows in %s: %s', async (file, statement) => {
		expect(await admits(file, statement)).toBe(true);
	});

	it.each([
		['lib/core/article/article.ts', `import { x } from '../filter/criteria.ts';`],
		['lib/core/article/article.ts', `import type { x } from '../filter/criteria.ts';`],
		['lib/core/filter/facets.ts', `import { x } from '../search/ranking/engine.ts';`],
		['lib/core/search/ranking/engine.ts', `import { x } from '$lib/ui/site-url.ts';`],
		['lib/core/article/article.ts', `import { readFileSync } from 'node:fs';`],
		['lib/core/article/article.ts', `import { onMount } from 'svelte';`],
		['lib/content/markdown/render.ts', `import { x } from '../library/library.ts';`],
		['lib/content/library/scan.ts', `import { x } from '$lib/features/search/go-to-range.ts';`],
		[
			'lib/features/offline/saving.svelte.ts',
			`import { x } from '$lib/features/device/open-device.ts';`
		],
		['lib/features/browse/x.ts', `import { x } from '$lib/content/library/library.ts';`],
		['lib/features/browse/x.ts', `export { x } from '../../content/library/library.ts';`],
		['lib/ui/href.ts', `import { x } from '$lib/features/device/open-device.ts';`],
		['service-worker/index.ts', `import { x } from '../lib/features/offline/registration.ts';`],
		['vite/content-plugin.ts', `import { x } from '../lib/features/device/open-device.ts';`],
		['scripts/check.ts', `import { x } from '../vite/content-plugin.ts';`],
		['lib/content/library/scan.ts', `import { x } from '../../../vite/content-plugin.ts';`],
		['lib/ui/href.ts', `import { x } from '../../routes/+layout.ts';`]
	])('forbids in %s: %s', async (file, statement) => {
		expect(await admits(file, statement)).toBe(false);
	});
});
