import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOrInstallBrowser } from '../../src/scripts/find-browser.ts';
import { writeFixtureLibrary } from '../built/fixture-library.ts';
import { titles } from './open-site.ts';

let content: string;
let server: ChildProcess;
let origin: string;
let browser: Browser;

beforeAll(async () => {
	content = mkdtempSync(join(tmpdir(), 'offprint-dev-'));
	writeFixtureLibrary(content, 3);
	server = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'dev', '--port', '0'], {
		stdio: ['ignore', 'pipe', 'ignore'],
		env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, OFFPRINT_CONTENT: content }
	});
	origin = await new Promise((found, failed) => {
		let said = '';
		server.stdout!.on('data', (text: Buffer) => {
			said += text.toString();
			// Color codes may separate the host from the port.
			// eslint-disable-next-line no-control-regex -- color codes start with an escape character
			const address = /http:\/\/localhost:\d+/.exec(said.replace(/\u001b\[\d+m/g, ''));
			if (address) found(address[0]);
		});
		server.on('exit', () => failed(new Error(said)));
	});
	browser = await chromium.launch({
		executablePath: findOrInstallBrowser(),
		args: ['--no-sandbox']
	});
});

afterAll(async () => {
	await browser?.close();
	server?.kill();
	rmSync(content, { recursive: true, force: true });
});

describe('npm run dev', () => {
	it('shows drafts, searches, and reloads an article when its file changes', async () => {
		const page = await browser.newPage();
		// Modules come one by one, each made when it is first asked for.
		page.setDefaultTimeout(60_000);
		await page.goto(`${origin}/?q=xylophonic`);
		await expect
			.poll(async () => (await titles(page)).sort(), { timeout: 60_000 })
			.toEqual(['Unfinished xylophone', 'Xylophone of the next century']);

		await page.goto(`${origin}/backend/unfinished/`);
		await page.waitForFunction(() => document.documentElement.dataset.ready === '');
		const file = join(content, 'backend/unfinished.md');
		const article = readFileSync(file, 'utf8');
		writeFileSync(file, article.replace('Xylophonic secrets.', 'Harmonic secrets.'));
		await page.getByText('Harmonic secrets.').waitFor();
		await page.goto(`${origin}/?q=harmonic`);
		await expect.poll(() => titles(page)).toEqual(['Unfinished xylophone']);

		writeFileSync(file, article.replace('level: Beginner', 'level: Beginer'));
		await page
			.locator('vite-error-overlay')
			.getByText('did you mean "Beginner"?')
			.first()
			.waitFor();
	}, 180_000);
});
