import { relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { contentFolder } from '../lib/content/library/content-folder.ts';
import type { Development } from './development.ts';
import { writeSources, type SvelteSources } from './generated-files.ts';
import { fileOfModule, generatedModule, generatedSource } from './generated-modules.ts';
import { loadContentCode, restartForContentCode } from './load-content-code.ts';

/** Vite loads this plugin twice, for the server and for the browser. Content is generated once. */
const generation = Symbol.for('offprint.generation');

/** Source of the module that replaces a component wherever an `.svx` article imports it. */
const islandSource = (component: string, name: string) => `<script>
	import Component from ${JSON.stringify(component)};
	import Island from ${JSON.stringify(resolve('src/lib/content/prerender/Island.svelte').replaceAll('\\', '/'))};

	const props = $props();
</script>

<Island component={Component} name={${JSON.stringify(name)}} {props} />
`;

/**
 * Gives Vite what it bundles of the content; in the development server, `Development` does. Components that
 * `.svx` articles import become islands: see `Island.svelte`.
 */
export function contentPlugin(): Plugin {
	let generated: string;
	/** Prefix of the ids of island modules, which are virtual. The component's path follows it. */
	let islands: string;
	let sources: SvelteSources | undefined;
	let development: Development | undefined;
	const started = globalThis as { [generation]?: Promise<SvelteSources> };
	const generate = async () => {
		const { libraryOptions, readBundleSources } = await loadContentCode();
		return writeSources(generated, await readBundleSources(libraryOptions()));
	};

	return {
		name: 'offprint-library',
		enforce: 'pre',
		configResolved({ resolve: { alias } }) {
			generated = alias.find(({ find }) => find === '$generated')!.replacement;
			islands = resolve(generated, 'islands').replaceAll('\\', '/');
		},
		async buildStart() {
			if (development) await development.start();
			else sources ??= await (started[generation] ??= generate());
		},
		resolveId(source, importer) {
			const module = generatedModule(generated, source);
			if (module) return module;
			if (!importer?.startsWith(generated) || !source.startsWith('.')) return null;
			const from = development?.folderOf(importer) ?? sources?.get(importer);
			if (!from) return null;
			const path = resolve(from, source).replaceAll('\\', '/');
			return path.endsWith('.svelte') ? islands + path : path;
		},
		async load(id) {
			const file = fileOfModule(id);
			if (file) {
				await development?.written(file);
				return generatedSource(generated, file);
			}
			if (!id.startsWith(islands)) return development?.sourceOf(id);
			const path = id.slice(islands.length);
			return islandSource(path, relative(resolve(contentFolder()), path).replaceAll('\\', '/'));
		},
		async configureServer(server) {
			// Tests stop at faults, as builds do.
			if (process.env.VITEST) return;
			const code = await loadContentCode();
			development = new code.Development(server, generated);
			restartForContentCode(server);
		},
		async buildEnd() {
			await development?.end();
		}
	};
}
