import { basename, join, relative, resolve } from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { contentFolder } from '../lib/content/library/content-folder.ts';
import { currentLibrary, forgetLibrary } from '../lib/content/library/current.ts';
import { FaultScreen } from './fault-screen.ts';
import { writeFiles, writeSources, type SvelteSources } from './generated-files.ts';
import { RenderGate } from './render-gate.ts';

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
	/** Set in the development server until it has begun. */
	let readLibrary: (() => void) | undefined;
	/** What writes the catalogue and the index; pages do not wait for it. */
	let files = Promise.resolve();

	/** One after another. Faults leave the sources as they were. */
	const generateForDevelopment = (screen: FaultScreen) =>
		(sources = Promise.resolve(sources).then(async (last) => {
			forgetLibrary();
			try {
				const library = await currentLibrary();
				const next = await writeSources(generated);
				files = files
					.then(() => writeFiles(generated, library))
					.catch((error: Error) => screen.show(error));
				screen.clear();
				return next;
			} catch (error) {
				screen.show(error as Error);
				return last ?? writeSources(generated);
			}
		}));

	/** An article in Markdown is in no module, so that an edit of it leaves all of them as they are. */
	async function update(server: ViteDevServer, screen: FaultScreen, edited: ReadonlySet<string>) {
		const before = (await sources)?.text;
		const { text } = await generateForDevelopment(screen);
		if (screen.hasFaults) return;
		if (text !== before || [...edited].some((path) => !path.endsWith('.md')))
			server.moduleGraph.invalidateAll();
		else
			for (const name of Object.values(generatedFiles)) {
				const module = server.moduleGraph.getModuleById(generatedModule + name);
				if (module) server.moduleGraph.invalidateModule(module);
			}
		server.ws.send({ type: 'full-reload' });
	}

	return {
		name: 'offprint-library',
		enforce: 'pre',
		configResolved({ resolve: { alias } }) {
			generated = alias.find(({ find }) => find === '$generated')!.replacement;
			islands = resolve(generated, 'islands').replaceAll('\\', '/');
		},
		async buildStart() {
			await (sources ??= started[generation] ??= writeSources(generated));
			// The server is ready before its pages are, which wait until the library has been read.
			readLibrary?.();
			readLibrary = undefined;
		},
		async resolveId(source, importer) {
			const file = source.startsWith(generated) && generatedFiles[basename(source)];
			if (file) return generatedModule + file;
			const from = importer?.startsWith(generated) && (await sources)?.get(importer);
			if (!from || !source.startsWith('.')) return null;
			const path = resolve(from, source).replaceAll('\\', '/');
			return path.endsWith('.svelte') ? islands + path : path;
		},
		async load(id) {
			if (id.startsWith(generatedModule)) {
				await files;
				return generatedSource(generated, id.slice(generatedModule.length));
			}
			if (!id.startsWith(islands)) return null;
			const path = id.slice(islands.length);
			return islandSource(path, relative(resolve(contentFolder()), path).replaceAll('\\', '/'));
		},
		configureServer(server) {
			// Tests stop at faults, as builds do.
			if (process.env.VITEST) return;
			// First, so that the page with the faults waits as well.
			const gate = new RenderGate(server);
			const screen = new FaultScreen(server);
			readLibrary = () => void gate.change(async () => void (await generateForDevelopment(screen)));
			const content = resolve(contentFolder());
			let timer: NodeJS.Timeout | undefined;
			/** Set from the first edit until no other has followed for a moment. */
			let endEdits: (() => void) | undefined;
			const edited = new Set<string>();
			// A search waits for the index of what its page shows.
			server.middlewares.use((request, _response, next) => {
				if (/\/(?:catalogue|index)\.json$/.test(request.url ?? '')) void files.then(() => next());
				else next();
			});
			server.watcher.add(content);
			server.watcher.on('all', (_event, path) => {
				if (!path.startsWith(content) || isUnused(path)) return;
				edited.add(path);
				clearTimeout(timer);
				if (!endEdits) {
					const edits = new Promise<void>((end) => (endEdits = end));
					void gate.change(async () => {
						await edits;
						const paths = new Set(edited);
						edited.clear();
						await update(server, screen, paths);
					});
				}
				timer = setTimeout(() => {
					endEdits?.();
					endEdits = undefined;
				}, 50);
			});
		}
	};
}
