import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { readBundleSources } from '../lib/content/library/bundle-sources.ts';
import { contentFolder } from '../lib/content/library/content-folder.ts';
import { currentLibrary, forgetLibrary } from '../lib/content/library/current.ts';
import { writeIndexParts } from '../lib/content/search-index/index-parts.ts';
import { librarySearchIndex, servedIndex } from '../lib/content/search-index/library-index.ts';
import { relatedArticles } from '../lib/core/search/index/related.ts';
import { FaultScreen } from './fault-screen.ts';
import { indexPartsFolder } from './index-parts-plugin.ts';
import { RenderGate } from './render-gate.ts';

/** More than a page shows, because it leaves out its neighbors. */
const maxRelated = 5;

/** Path of an `.svx` article's Svelte source → the folder that its imports are relative to. */
type SvelteSources = Map<string, string>;

const contentOptions = () => ({
	content: contentFolder(),
	base: process.env.BASE_PATH ?? '',
	drafts: process.env.NODE_ENV === 'development'
});

/** Writes what Vite bundles of the content, in place of what an earlier run wrote. */
async function writeSources(generated: string): Promise<SvelteSources> {
	const found = await readBundleSources(contentOptions());
	await mkdir(generated, { recursive: true });
	// While the site cannot be read, Vite still finds every file that it looks for.
	await writeFile(join(generated, 'site.json'), JSON.stringify(found?.site ?? {}));
	await rm(join(generated, 'svx'), { recursive: true, force: true });
	const sources: SvelteSources = new Map();
	for (const { id, source, folder } of found?.components ?? []) {
		const path = resolve(generated, 'svx', `${id}.svelte`);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, source);
		sources.set(path, resolve(folder));
	}
	return sources;
}

/** Writes what pages of the development server fetch, and what is next to an article. */
async function writeFiles(generated: string) {
	const library = await currentLibrary();
	const index = await librarySearchIndex(library);
	const { head, parts } = await servedIndex(index);
	const files = {
		'catalogue.json': JSON.stringify(library.cards),
		'index.json': head,
		'related.json': JSON.stringify(relatedArticles(index, maxRelated))
	};
	for (const [name, text] of Object.entries(files)) await writeFile(join(generated, name), text);
	await writeIndexParts(indexPartsFolder(generated), parts);
}

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

/** What the name of a module that reads a generated file begins with. */
const generatedModule = '\0offprint-generated:';

/** The files that the code of an article may import, by their specifier. */
const generatedFiles: Record<string, 'catalogue' | 'index'> = {
	'catalogue.json': 'catalogue',
	'index.json?raw': 'index'
};

/**
 * Source of a module that reads a file of the content when it runs, in a build or the development server,
 * so that the content is not in the bundle.
 */
const generatedSource = (folder: string, name: string) => `import { readFileSync } from 'node:fs';
const text = readFileSync(${JSON.stringify(join(folder, `${name}.json`))}, 'utf8');
export default ${name === 'catalogue' ? 'JSON.parse(text)' : 'text'};
`;

/** Files in the content folder that no page is made of. */
const isUnused = (path: string) => /[\\/](?:bin|obj|node_modules)[\\/]/.test(path);

/**
 * Gives Vite what it bundles of the content. In development it also writes the catalogue and the search
 * index, all of it again after each edit, and faults show in the page. Components that `.svx` articles import
 * become islands: see `Island.svelte`.
 */
export function contentPlugin(): Plugin {
	let generated: string;
	/** Prefix of the ids of island modules, which are virtual. The component's path follows it. */
	let islands: string;
	let sources: Promise<SvelteSources> | undefined;
	const started = globalThis as { [generation]?: Promise<SvelteSources> };
	let faultScreen: FaultScreen | undefined;

	/** One after another. Faults leave the sources as they were. */
	const generateForDevelopment = (screen: FaultScreen) =>
		(sources = Promise.resolve(sources).then(async (last) => {
			forgetLibrary();
			try {
				await currentLibrary();
				const next = await writeSources(generated);
				await writeFiles(generated);
				screen.clear();
				return next;
			} catch (error) {
				screen.show(error as Error);
				return last ?? writeSources(generated);
			}
		}));

	return {
		name: 'offprint-library',
		enforce: 'pre',
		configResolved({ resolve: { alias } }) {
			generated = alias.find(({ find }) => find === '$generated')!.replacement;
			islands = resolve(generated, 'islands').replaceAll('\\', '/');
		},
		async buildStart() {
			if (faultScreen) {
				await (sources ??= generateForDevelopment(faultScreen));
				return;
			}
			await (sources ??= started[generation] ??= writeSources(generated));
		},
		async resolveId(source, importer) {
			const file = source.startsWith(generated) && generatedFiles[basename(source)];
			if (file) return generatedModule + file;
			const from = importer && (await sources)?.get(importer);
			if (!from || !source.startsWith('.')) return null;
			const path = resolve(from, source).replaceAll('\\', '/');
			return path.endsWith('.svelte') ? islands + path : path;
		},
		load(id) {
			if (id.startsWith(generatedModule))
				return generatedSource(generated, id.slice(generatedModule.length));
			if (!id.startsWith(islands)) return null;
			const path = id.slice(islands.length);
			return islandSource(path, relative(resolve(contentFolder()), path).replaceAll('\\', '/'));
		},
		configureServer(server) {
			// Tests stop at faults, as builds do.
			if (process.env.VITEST) return;
			// First, so that the page with the faults waits as well.
			const gate = new RenderGate(server);
			const screen = (faultScreen = new FaultScreen(server));
			const content = resolve(contentFolder());
			let timer: NodeJS.Timeout | undefined;
			/** Set from the first edit until no other has followed for a moment. */
			let endEdits: (() => void) | undefined;
			const update = async (edits: Promise<void>) => {
				await edits;
				await generateForDevelopment(screen);
				if (screen.hasFaults) return;
				server.moduleGraph.invalidateAll();
				server.ws.send({ type: 'full-reload' });
			};
			server.watcher.add(content);
			server.watcher.on('all', (_event, path) => {
				if (!path.startsWith(content) || isUnused(path)) return;
				clearTimeout(timer);
				if (!endEdits) {
					const edits = new Promise<void>((end) => (endEdits = end));
					void gate.change(() => update(edits));
				}
				timer = setTimeout(() => {
					endEdits?.();
					endEdits = undefined;
				}, 100);
			});
		}
	};
}
