import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openCommandFolder } from './command-folder.ts';

const { folder, run, breakArticle } = openCommandFolder('src/scripts/new.ts');

describe('npm run build', () => {
	it('stops at a fault and leaves the last build unchanged', () => {
		breakArticle();
		mkdirSync(join(folder, 'build'));
		writeFileSync(join(folder, 'build/index.html'), 'the last build');
		const { status, stderr } = run('build');
		expect(status).not.toBe(0);
		expect(stderr).toContain('broken.md:1:1 "level" is missing');
		expect(readFileSync(join(folder, 'build/index.html'), 'utf8')).toBe('the last build');
	});
});

describe('npm start', () => {
	const serve = (env: Record<string, string>) =>
		spawn(process.execPath, ['--import', 'tsx', 'src/scripts/serve.ts'], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...env }
		});

	it('serves the built site at PORT and prints the address', async () => {
		const { folder: built, base } = inject('fixture');
		const server = serve({ PORT: '0', OFFPRINT_BUILD: built, BASE_PATH: base });
		try {
			const said = await new Promise<string>((resolve) =>
				server.stdout.once('data', (text: Buffer) => resolve(text.toString()))
			);
			const [address] = /http:\/\/localhost:\d+\/x\/y\//.exec(said)!;
			expect(await (await fetch(`${address}web`)).text()).toContain('Web Articles');
			expect((await fetch(`${address}nowhere/`)).status).toBe(404);
			const second = serve({ PORT: new URL(address).port, OFFPRINT_BUILD: built });
			const complaint = await new Promise<string>((resolve) =>
				second.stderr.once('data', (text: Buffer) => resolve(text.toString()))
			);
			expect(complaint).toContain('is taken by another program');
		} finally {
			server.kill();
		}
	});

	it('reports an invalid port', async () => {
		const server = serve({ PORT: 'http' });
		const complaint = await new Promise<string>((resolve) =>
			server.stderr.once('data', (text: Buffer) => resolve(text.toString()))
		);
		expect(complaint).toBe('PORT http is not a port: a whole number up to 65535\n');
	});

	it('is what npm runs, with the port of the contract', () => {
		const { scripts, engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
			scripts: Record<string, string>;
			engines: { node: string };
		};
		expect(Object.keys(scripts)).toEqual(
			expect.arrayContaining(['start', 'test', 'dev', 'build', 'check', 'bench', 'samples', 'new'])
		);
		expect(scripts.start).toBe('npm run build && node --import tsx src/scripts/serve.ts');
		expect(readFileSync('src/scripts/serve.ts', 'utf8')).toContain('PORT ?? 4173');
		expect(engines.node).toBe('>=20.19');
	});
});

describe('npm run new', () => {
	it('writes a draft that passes the check, and never overwrites a file', () => {
		const first = run('src/scripts/new.ts', 'backend', 'Über C# & friends!');
		expect(first.stdout).toContain(join('backend', 'uber-c-friends', 'index.md'));
		const file = join(folder, 'content/backend/uber-c-friends/index.md');
		expect(readFileSync(file, 'utf8')).toContain('title: "Über C# & friends!"');
		expect(run('check').status).toBe(0);
		const second = run('src/scripts/new.ts', 'backend', 'Über C# & friends!');
		expect(second.stderr).toContain('There is an article of that address already');
		expect(second.status).toBe(1);
	});

	it('accepts only existing categories', () => {
		const { status, stderr } = run('src/scripts/new.ts', 'bakend', 'Title');
		expect(stderr).toContain('did you mean "backend"?');
		expect(status).toBe(1);
		expect(existsSync(join(folder, 'content/bakend'))).toBe(false);
	});

	it('requires one title in quotes', () => {
		const { status, stderr } = run('src/scripts/new.ts', 'backend', 'Two', 'words');
		expect(stderr).toContain('npm run new -- <category> "<title>"');
		expect(status).toBe(1);
		expect(existsSync(join(folder, 'content/backend/two'))).toBe(false);
	});
});
