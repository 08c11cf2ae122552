import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { inputVersion } from '../../../../src/scripts/build/input-version.ts';
import { plainMarkdown } from './plain-markdown.ts';

const sample = import.meta.dirname;
const repository = resolve(sample, '../../../..');
const cache = join(repository, 'node_modules/.cache/offprint-samples');

/** What Offprint builds a page from, besides its content. */
const siteSources = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];

export interface Sites {
	/** This article's text, without its live figure. */
	markdown: string;
	/** Folder of a site built by Offprint. */
	offprint: string;
	/** Folder of a site built by a new SvelteKit project with mdsvex. */
	plain: string;
}

/** Builds this article's text twice; a site whose input has not changed comes from a cache. */
export async function buildSites(): Promise<Sites> {
	const markdown = plainMarkdown(resolve(sample, '..'), repository);
	mkdirSync(cache, { recursive: true });
	mkdirSync(join(repository, '.svelte-kit'), { recursive: true });
	const work = mkdtempSync(join(repository, '.svelte-kit/one-article-'));
	try {
		const plain = await buildPlain(join(work, 'plain'), markdown);
		return { markdown, offprint: await buildOffprint(work, markdown), plain };
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

async function buildPlain(project: string, markdown: string): Promise<string> {
	cpSync(join(sample, 'plain'), project, { recursive: true });
	mkdirSync(join(project, 'src/articles'));
	writeFileSync(join(project, 'src/articles/article.md'), `${markdown}\n`);
	return once('plain', [project, join(repository, 'package-lock.json')], async (target) => {
		await run(project, [join(repository, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
		renameSync(join(project, 'build'), target);
	});
}

async function buildOffprint(work: string, markdown: string): Promise<string> {
	const content = join(work, 'content');
	mkdirSync(join(content, 'frontend'), { recursive: true });
	cpSync(join(repository, 'content/site.yaml'), join(content, 'site.yaml'));
	cpSync(join(repository, 'content/frontend/category.yaml'), join(content, 'frontend/category.yaml'));
	writeFileSync(
		join(content, 'frontend/article.md'),
		'---\ntitle: An article\ndescription: The text that both sites are built from, without its figure.\n' +
			`level: Advanced\npublished: 2026-11-01\n---\n\n${markdown}\n`
	);
	const inputs = [...siteSources.map((path) => join(repository, path)), content];
	return once('offprint', inputs, (target) =>
		run(repository, ['--import', 'tsx', 'src/scripts/run.ts', 'build'], {
			OFFPRINT_CONTENT: content,
			OFFPRINT_BUILD: target,
			OFFPRINT_WORK: 'one-article-one-file',
			OFFPRINT_COMPRESS: 'off',
			BASE_PATH: ''
		})
	);
}

/** The folder of a site of these inputs; `build` makes it if there is none. */
async function once(
	name: string,
	inputs: string[],
	build: (target: string) => Promise<void>
): Promise<string> {
	const target = join(cache, `${name}-${inputVersion(inputs, [process.version])}`);
	if (existsSync(target)) return target;
	const unfinished = mkdtempSync(join(cache, '.building-'));
	await build(join(unfinished, name));
	for (const old of readdirSync(cache))
		if (old.startsWith(`${name}-`)) rmSync(join(cache, old), { recursive: true });
	renameSync(join(unfinished, name), target);
	rmSync(unfinished, { recursive: true });
	return target;
}

async function run(
	folder: string,
	program: readonly string[],
	environment: Record<string, string> = {}
) {
	const builder = spawn(process.execPath, program, {
		cwd: folder,
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { ...process.env, ...environment, NODE_ENV: 'production', VITEST: undefined }
	});
	const ended = new Promise((end) => builder.on('close', end));
	const errors = await text(builder.stderr);
	if ((await ended) !== 0) throw new Error(`The site was not built: ${errors.slice(-2000)}`);
}
