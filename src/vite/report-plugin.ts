import { readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { createLogger, type Logger, type Plugin } from 'vite';
import { tagSlug } from '../lib/core/article/tag-slug.ts';
import type { OfflineList } from '../lib/core/offline/cache-entries.ts';
import { listFiles } from '../lib/content/hosts/list-files.ts';
import { currentLibrary } from '../lib/content/library/current.ts';
import type { RenderedArticle } from '../lib/content/library/read-articles.ts';
import { buildReport, progressLine, type BuildFacts } from './build-report.ts';
import { outputFolder } from './publish.ts';

/** A line at the bottom of a terminal; nothing if the output is a file or a pipe. */
class Progress {
	/** The line as it stands; empty for none. */
	#line = '';
	/** Of the terminal itself: `hideChatter` replaces the method. */
	#write = process.stdout.write.bind(process.stdout);

	show(fraction: number, label: string) {
		const { isTTY, columns } = process.stdout;
		if (!isTTY) return;
		const line = progressLine(fraction, label, columns || 80);
		if (line !== this.#line) this.#write(`\r\x1b[K${line}`);
		this.#line = line;
	}

	clear() {
		if (this.#line) this.#write('\r\x1b[K');
		this.#line = '';
	}
}

/** SvelteKit runs a second Vite build, for the client, in this process; it has its own plugins. */
const progressKey = Symbol.for('offprint.progress');
const shared = globalThis as { [progressKey]?: Progress };
const progress = (shared[progressKey] ??= new Progress());

/** How far a build is when each of its steps begins. Most of its time goes into prerendering. */
const steps = {
	articles: 0,
	server: 0.2,
	browser: 0.3,
	pages: 0.45,
	offline: 0.95
};

/** Vite's logger, which takes the progress line away before it prints. */
function loggerAboveProgress(level: 'warn' | 'info' | 'error' | 'silent'): Logger {
	const logger = createLogger(level);
	const above =
		<Arguments extends unknown[]>(print: (...args: Arguments) => void) =>
		(...args: Arguments) => {
			progress.clear();
			print(...args);
		};
	return Object.assign(logger, {
		info: above(logger.info),
		warn: above(logger.warn),
		warnOnce: above(logger.warnOnce),
		error: above(logger.error)
	});
}

/** What SvelteKit 2.70, its adapter and Vite 8's build of the service worker print at every log level. */
const chatter =
	/^\s*(?:$|vite v[\d.]+ building|✓ |\.svelte-kit\/output\/|Run npm run preview|> Using @sveltejs|Wrote site to|✔ done)/;

/** Keeps lines of no use to an author from being printed; all others still are. */
function hideChatter(): () => void {
	const { stdout } = process;
	const write = stdout.write.bind(stdout) as (...parts: unknown[]) => boolean;
	stdout.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
		const isText = typeof chunk === 'string';
		if (isText && chatter.test(stripVTControlCharacters(chunk))) return true;
		progress.clear();
		return write(chunk, ...rest);
	};
	return () => {
		stdout.write = write as typeof stdout.write;
	};
}

/** Prints what a build made, in place of Vite's list of chunks, and its progress on a terminal. */
export function reportPlugin(): Plugin & { onArticle: (article: RenderedArticle) => void } {
	const rendered: RenderedArticle[] = [];
	let ssr = false;
	let failed = false;
	let showChatter: (() => void) | undefined;
	return {
		name: 'offprint-report',
		apply: 'build',
		onArticle(article) {
			rendered.push(article);
			const { done, total, id } = article;
			const fraction = steps.articles + (done / total) * (steps.server - steps.articles);
			progress.show(fraction, `Rendering articles: ${done} of ${total}, ${id}`);
		},
		config({ logLevel = 'warn' }) {
			return {
				logLevel,
				customLogger: loggerAboveProgress(logLevel),
				build: { reportCompressedSize: false }
			};
		},
		configResolved(config) {
			ssr = Boolean(config.build.ssr);
			if (ssr && config.logLevel === 'warn') showChatter = hideChatter();
		},
		transform: {
			order: 'post',
			handler() {
				progress.show(
					ssr ? steps.server : steps.browser,
					`Bundling for the ${ssr ? 'server' : 'browser'}`
				);
			}
		},
		buildEnd(error) {
			failed = error !== undefined;
			if (failed) progress.clear();
		},
		closeBundle: {
			sequential: true,
			order: 'post',
			async handler() {
				if (!ssr) return progress.show(steps.pages, 'Prerendering pages');
				progress.clear();
				showChatter?.();
				if (!failed) console.log(buildReport(await readFacts(rendered)));
			}
		}
	};
}

async function readFacts(rendered: readonly RenderedArticle[]): Promise<BuildFacts> {
	const folder = outputFolder();
	const files = await readSizes(folder);
	const { articles, categories } = await currentLibrary();
	const bytesOf = (pattern: RegExp) => sum(files.filter(({ path }) => pattern.test(path)));
	const { articles: offline } = JSON.parse(
		await readFile(join(folder, 'offline.json'), 'utf8')
	) as OfflineList;
	const saved = Object.values(offline).flatMap((article) => article.files);
	const precached = await precachedFiles(folder);
	return {
		folder: relative('.', folder) || folder,
		seconds: performance.now() / 1000,
		pages: files.filter(({ path }) => path.endsWith('.html')).length,
		articles: articles.length,
		categories: categories.length,
		tags: new Set(articles.flatMap(({ tags }) => tags.map(tagSlug))).size,
		indexBytes: bytesOf(/_app\/immutable\/.*\/index\.[\w-]+\.json$/),
		catalogueBytes: bytesOf(/_app\/immutable\/.*\/catalogue\.[\w-]+\.json$/),
		precache: {
			files: precached.size,
			bytes: sum(files.filter(({ path }) => precached.has(path)))
		},
		offline: { files: saved.length, bytes: sum(saved) },
		site: { files: files.length, bytes: sum(files) },
		rendered
	};
}

/** Of a worker that keeps nothing: none. */
async function precachedFiles(folder: string): Promise<Set<string>> {
	const worker = await readFile(join(folder, 'service-worker.js'), 'utf8');
	const [, list = '[]'] = /^self\.precacheManifest=(.*);$/m.exec(worker) ?? [];
	const entries = JSON.parse(list) as { url: string }[];
	return new Set(
		entries.map(({ url }) => (url === '' || url.endsWith('/') ? `${url}index.html` : url))
	);
}

interface FileSize {
	/** With forward slashes, below the folder. */
	path: string;
	bytes: number;
}

/** Without compressed copies. */
async function readSizes(folder: string): Promise<FileSize[]> {
	const paths = await listFiles(folder);
	return Promise.all(
		paths
			.filter((path) => !/\.(?:br|gz)$/.test(path))
			.map(async (path) => ({ path, bytes: (await stat(join(folder, path))).size }))
	);
}

const sum = (files: readonly { bytes: number }[]) =>
	files.reduce((total, { bytes }) => total + bytes, 0);
