/** Over 200 lines, because all of its tests use one server. */

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { writeFixtureLibrary } from '../built/fixture-library.ts';
import { largePicture } from '../built/large-picture.ts';
import { titles } from './open-site.ts';
import { sharedBrowser } from './shared-browser.ts';
import { hydrated } from './until.ts';

let folder: string;
let content: string;
let file: string;
/** The draft in `file`. */
let article: string;
let server: ChildProcess;
let terminal = '';
let origin: string;
/** Of all tests, so that it has most of the modules. It is empty before each. */
let page: Page;

const write = (from: string, to: string) => writeFileSync(file, article.replace(from, to));

/** A program that writes its arguments to a file, in the place of a browser or an editor. */
function recorder(name: string): string {
	const program = join(folder, `${name}.js`);
	const record = `require('fs').writeFileSync(${JSON.stringify(join(folder, name))}, process.argv.slice(2).join(' '))`;
	writeFileSync(program, `#!${process.execPath}\n${record}\n`, { mode: 0o755 });
	return program;
}

const recorded = (name: string) =>
	existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'offprint-dev-'));
	content = join(folder, 'content');
	writeFixtureLibrary(content, 3);
	file = join(content, 'backend/unfinished.md');
	article = readFileSync(file, 'utf8');
	write('level: Beginner', 'level: Beginer');
	const open = ['--open', 'backend/unfinished/'];
	server = spawn(
		process.execPath,
		['node_modules/vite/bin/vite.js', 'dev', '--port', '0', ...open],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				...process.env,
				NODE_ENV: undefined,
				VITEST: undefined,
				OFFPRINT_CONTENT: content,
				BROWSER: recorder('browser'),
				LAUNCH_EDITOR: recorder('editor')
			}
		}
	);
	origin = await new Promise((found, failed) => {
		const read = (text: Buffer) => {
			terminal += stripVTControlCharacters(text.toString());
			const address = /http:\/\/localhost:\d+/.exec(terminal);
			if (address) found(address[0]);
		};
		server.stdout!.on('data', read);
		server.stderr!.on('data', read);
		server.on('exit', () => failed(new Error(terminal)));
	});
	page = await (await sharedBrowser()).newPage();
	// Modules come one by one, each made when it is first asked for.
	page.setDefaultTimeout(60_000);
});

afterAll(async () => {
	await page?.close();
	server?.kill();
	rmSync(folder, { recursive: true, force: true });
});

afterEach(async () => {
	// A reload may come between, at which a navigation of Playwright's fails.
	const leave = () => {
		const { href } = location;
		if (href !== 'about:blank') location.replace('about:blank');
		return href;
	};
	await expect.poll(() => page.evaluate(leave).catch(() => '')).toBe('about:blank');
	write('', '');
});

/** Resolves when the page is connected to the server, which has reloads for it. */
const isReady = () => hydrated(page);

const overlay = () => page.locator('vite-error-overlay');

describe('npm run dev', () => {
	it('starts with content that has faults, shows them, and opens at the article', async () => {
		await expect.poll(() => terminal).toContain(`${file}:4:8 level "Beginer" is not a level`);
		const address = `${origin}/backend/unfinished/`;
		await expect.poll(() => recorded('browser').split(' ').at(-1)).toBe(address);
		await page.goto(address);
		await overlay().getByText('did you mean "Beginner"?').waitFor();
		await overlay().getByText('4 | level: Beginer').waitFor();
		await overlay().getByText(`${file}:4:8`, { exact: true }).click();
		await expect.poll(() => recorded('editor')).toBe(`${file} 4 8`);

		write('', '');
		await page.getByRole('heading', { name: 'Unfinished xylophone' }).waitFor();
		expect(await overlay().count()).toBe(0);
		expect(terminal).toContain('The content has no faults.');
	}, 180_000);

	it('shows drafts, searches, and reloads an article when its file changes', async () => {
		await page.goto(`${origin}/?q=xylophonic`);
		await expect
			.poll(async () => (await titles(page)).sort(), { timeout: 60_000 })
			.toEqual(['Unfinished xylophone', 'Xylophone of the next century']);

		await page.goto(`${origin}/backend/unfinished/`);
		await isReady();
		write('Xylophonic secrets.', 'Harmonic secrets.');
		await page.getByText('Harmonic secrets.').waitFor();
		await page.goto(`${origin}/?q=harmonic`);
		await expect.poll(() => titles(page)).toEqual(['Unfinished xylophone']);
	}, 180_000);

	it('shows a fault over an open page until it is mended', async () => {
		await page.goto(`${origin}/backend/unfinished/`);
		await isReady();
		write('Xylophonic secrets.', 'A [link](nowhere.md).');
		await overlay().getByText('link "nowhere.md" leads nowhere').waitFor();
		write('Xylophonic secrets.', 'Mended secrets.');
		await page.getByText('Mended secrets.').waitFor();
		expect(await overlay().count()).toBe(0);
	}, 180_000);

	it('shows a fault in an article that no page was asked for, until it is mended', async () => {
		await page.goto(`${origin}/backend/unfinished/`);
		await isReady();
		const other = join(content, 'backend/pointing.md');
		const pointing = (anchor: string) =>
			writeFileSync(
				other,
				article.replace('Xylophonic secrets.', `A [link](unfinished.md${anchor}).`)
			);
		onTestFinished(() => rmSync(other));
		pointing('#gone');
		await overlay().getByText('anchor "#gone" is not in the page').waitFor();
		await overlay().getByText(other).first().waitFor();
		pointing('');
		await page.getByText('Xylophonic secrets.').waitFor();
		await expect.poll(() => overlay().count()).toBe(0);
	}, 180_000);

	it('shows new articles in Svelte, and edits of them and of their components', async () => {
		const folder = join(content, 'backend/live');
		mkdirSync(folder);
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const writeLive = (name: string, text: string) => writeFileSync(join(folder, name), text);
		const figure = '<script>\n\timport Figure from "./Figure.svelte";\n</script>\n\n<Figure />\n\n';
		const [head] = /^---[^]*?\n---\n/.exec(article)!;
		writeLive('index.svx', `${head}\n${figure}A first text.\n`);
		writeLive('Figure.svelte', '<p>A first figure</p>');
		await page.goto(`${origin}/backend/live/`);
		await page.getByText('A first text.').waitFor();
		await page.getByText('A first figure').waitFor();
		await isReady();
		writeLive('Figure.svelte', '<p>A second figure</p>');
		await page.getByText('A second figure').waitFor();
		await isReady();
		writeLive('index.svx', `${head}\n${figure}A second text.\n`);
		await page.getByText('A second text.').waitFor();
	}, 180_000);

	it('follows settings, and articles that move', async () => {
		const settings = join(content, 'backend/category.yaml');
		const before = readFileSync(settings, 'utf8');
		await page.goto(`${origin}/backend/`);
		await isReady();
		writeFileSync(settings, before.replace('Backend', 'Servers'));
		await page.getByRole('heading', { name: 'Servers' }).waitFor();
		await isReady();
		writeFileSync(settings, before);
		await page.getByRole('heading', { name: 'Backend' }).waitFor();
		await isReady();

		const moved = join(content, 'backend/moved.md');
		writeFileSync(moved, article.replace('---\n', '---\naliases: [/backend/old/]\n'));
		await page.getByRole('heading', { name: 'Unfinished xylophone' }).nth(1).waitFor();
		await page.goto(`${origin}/backend/old/`);
		expect(page.url()).toBe(`${origin}/backend/moved/`);
		rmSync(moved);
		const headers = { accept: 'text/html' };
		await expect
			.poll(async () => (await fetch(`${origin}/backend/moved/`, { headers })).status)
			.toBe(404);
	}, 180_000);

	it('makes an image in the width and format that a page asks for', async () => {
		writeFileSync(join(content, 'backend/slope.png'), largePicture);
		write('Xylophonic secrets.', '![A slope](slope.png)');
		await page.goto(`${origin}/backend/unfinished/`);
		const image = page.getByRole('img', { name: 'A slope' });
		const shown = async (node: HTMLImageElement) => node.decode().then(() => node.currentSrc);
		// The page may be about to reload.
		await expect
			.poll(() => image.evaluate(shown).catch(() => ''))
			.toMatch(/\/_app\/immutable\/img\/backend\/unfinished\/slope\.png\..*\.avif$/);
	}, 180_000);
});
