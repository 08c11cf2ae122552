import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { articleId } from '../lib/core/article/article.ts';
import { contentFolder } from '../lib/content/library/content-folder.ts';
import { currentLibrary, forgetLibrary } from '../lib/content/library/current.ts';
import type { LibraryOptions } from '../lib/content/library/library.ts';
import { librarySearchIndex, servedIndex } from '../lib/content/search-index/library-index.ts';
import { relatedArticles } from '../lib/core/search/index/related.ts';
import { FaultScreen } from './fault-screen.ts';
import { indexPartsFolder, writeIndexParts } from './index-parts-plugin.ts';
import { RenderGate } from './render-gate.ts';

/** More than a page shows, because it leaves out its neighbors. */
const maxRelated = 5;

/** Path of an `.svx` article's Svelte source → the folder that its imports are relative to. */
type SvelteSources = Map<string, string>;

/** Replaces what an earlier run generated. */
async function writeGenerated(generated: string, files: Record<string, string>) {
	await mkdir(generated, { recursive: true });
	for (const [name, text] of Object.entries(files)) await writeFile(join(generated, name), text);
	await rm(join(generated, 'svx'), { recursive: true, force: true });
	await rm(indexPartsFolder(generated), { recursive: true, force: true });
}

/** Stands in for a library that cannot be read yet, so that Vite finds every file it looks for. */
async function generateNothing(generated: string): Promise<SvelteSources> {
	const names = ['site.json', 'catalogue.json', 'index.json', 'related.json'];
	await writeGenerated(generated, Object.fromEntries(names.map((name) => [name, '{}'])));
	return new Map();
}

/** @param generated the folder for files that Vite bundles */
async function generate(
	generated: string,
	onArticle?: LibraryOptions['onArticle']
): Promise<SvelteSources> {
	const library = await currentLibrary(onArticle);
	const index = await librarySearchIndex(library);
	const { head, parts } = await servedIndex(index);
	await writeGenerated(generated, {
		'site.json': JSON.stringify({ ...library.site, about: library.about?.title }),
		'catalogue.json': JSON.stringify(library.cards),
		'index.json': head,
		'related.json': JSON.stringify(relatedArticles(index, maxRelated))
	});

	await writeIndexParts(generated, parts);

	const sources: SvelteSources = new Map();
	for (const article of library.articles.filter(({ kind }) => kind === 'svx')) {
		const path = resolve(generated, 'svx', `${articleId(article)}.svelte`);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, article.html);
		sources.set(path, dirname(resolve(article.file)));
	}
	return sources;
}

/**
 * Draws the preview images into their cache, beside bundling and prerendering, which keep one
 * processor busy. Prerendering draws what it needs earlier; so that the two do not draw the same,
 * this begins with the last article.
 */
async function drawPreviews() {
	const library = await currentLibrary();
	const { cardFor } = await import('../lib/content/preview/cards.ts');
	const { previewImage } = await import('../lib/content/preview/preview-image.ts');
	for (const article of library.articles.toReversed())
		await previewImage(cardFor(library, article)!);
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

/** Files in the content folder that no page is made of. */
const isUnused = (path: string) => /[\\/](?:bin|obj|node_modules)[\\/]/.test(path);

/**
 * Generates the catalogue and the search index before bundling, so that faults fail a build early.
 * In development it generates them again after each edit, and faults show in the page. Components that
 * `.svx` articles import become islands: see `Island.svelte`.
 */
export function contentPlugin({ onArticle }: Pick<LibraryOptions, 'onArticle'> = {}): Plugin {
	let generated: string;
	/** Prefix of the ids of island modules, which are virtual. The component's path follows it. */
	let islands: string;
	let sources: Promise<SvelteSources> | undefined;
	const started = globalThis as { [generation]?: Promise<SvelteSources> };
	let isBuild: boolean;
	let faultScreen: FaultScreen | undefined;

	/** One after another. Faults leave the sources as they were. */
	const generateForDevelopment = (screen: FaultScreen) =>
		(sources = Promise.resolve(sources).then(async (last) => {
			forgetLibrary();
			try {
				const next = await generate(generated);
				screen.clear();
				return next;
			} catch (error) {
				screen.show(error as Error);
				return last ?? generateNothing(generated);
			}
		}));

	return {
		name: 'offprint-library',
		enforce: 'pre',
		configResolved({ command, resolve: { alias } }) {
			isBuild = command === 'build';
			generated = alias.find(({ find }) => find === '$generated')!.replacement;
			islands = resolve(generated, 'islands').replaceAll('\\', '/');
		},
		async buildStart() {
			if (faultScreen) {
				await (sources ??= generateForDevelopment(faultScreen));
				return;
			}
			const isFirst = !started[generation];
			await (sources ??= started[generation] ??= generate(generated, onArticle));
			// A fault in drawing fails the build when it prerenders.
			if (isBuild && isFirst) void drawPreviews().catch(() => {});
		},
		async resolveId(source, importer) {
			const from = importer && (await sources)?.get(importer);
			if (!from || !source.startsWith('.')) return null;
			const path = resolve(from, source).replaceAll('\\', '/');
			return path.endsWith('.svelte') ? islands + path : path;
		},
		load(id) {
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
