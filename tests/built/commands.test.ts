import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { writeFixtureLibrary } from './fixture-library.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'offprint-commands-'));
	writeFixtureLibrary(join(folder, 'content'), 1);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...command: string[]) => runWith({}, ...command);

const runWith = (env: Record<string, string>, ...command: string[]) =>
	spawnSync('npx', ['--no-install', ...command], {
		encoding: 'utf8',
		shell: process.platform === 'win32',
		env: {
			...process.env,
			NODE_ENV: 'production',
			VITEST: undefined,
			GITHUB_ACTIONS: undefined,
			GITHUB_WORKSPACE: undefined,
			OFFPRINT_CONTENT: join(folder, 'content'),
			OFFPRINT_BUILD: join(folder, 'build'),
			...env
		}
	});

const breakArticle = () =>
	writeFileSync(join(folder, 'content/backend/broken.md'), '---\ntitle: Broken\n---\n');

describe('npm run check', () => {
	it('counts the articles if there is no fault', () => {
		const { status, stdout } = run('tsx', 'src/scripts/check.ts');
		expect(stdout).toMatch(/3 articles in 3 categories, no faults/);
		expect(status).toBe(0);
	});

	it('fails and prints every fault with its position', () => {
		breakArticle();
		const { status, stderr } = run('tsx', 'src/scripts/check.ts');
		expect(stderr).toContain('The content has 3 faults:');
		expect(stderr).toContain('broken.md:1:1 "level" is missing');
		expect(status).toBe(1);
	});

	it('prints one JSON document for tools', () => {
		const whole = run('tsx', 'src/scripts/check.ts', '--json');
		expect(JSON.parse(whole.stdout)).toMatchObject({
			faults: [],
			summary: { articles: 3, categories: 3, faults: 0 }
		});
		expect([whole.stderr, whole.status]).toEqual(['', 0]);
		breakArticle();
		const broken = run('tsx', 'src/scripts/check.ts', '--json');
		const { faults, summary } = JSON.parse(broken.stdout) as Record<string, unknown>;
		expect(faults).toContainEqual({
			file: expect.stringMatching(/broken\.md$/) as string,
			line: 1,
			column: 1,
			problem: '"level" is missing'
		});
		expect(summary).toMatchObject({ articles: null, faults: 3 });
		expect([broken.stderr, broken.status]).toEqual(['', 1]);
	});

	it('annotates faults in GitHub Actions, beside JSON too', () => {
		breakArticle();
		const { stdout, stderr } = runWith(
			{ GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder },
			...['tsx', 'src/scripts/check.ts', '--json']
		);
		expect(() => JSON.parse(stdout) as unknown).not.toThrow();
		expect(stderr).toContain(
			'::error file=content/backend/broken.md,line=1,col=1::"level" is missing\n'
		);
	});
});

describe('npm run check of golden queries', () => {
	const ask = (golden: string) => {
		writeFileSync(join(folder, 'content/golden.yaml'), golden);
		return run('tsx', 'src/scripts/check.ts');
	};

	it('counts the queries that are answered', () => {
		const { status, stdout } = ask('the queue of part 0: queue-0\n');
		expect(stdout).toContain('1 of 1 golden queries answered');
		expect(status).toBe(0);
	});

	it('fails if one is not, and ignores drafts', () => {
		const { status, stdout, stderr } = ask('xylophone: queue-0\nqueue: queue-0\n');
		expect(stdout).toContain('1 of 2 golden queries answered');
		expect(stderr).toContain('golden.yaml:1:1 "xylophone": backend/queue-0 must be first');
		// Drafts are checked but not indexed.
		expect(stderr).not.toContain('came instead');
		expect(status).toBe(1);
	});
});

describe('npm run check of synonyms', () => {
	it('names the rows that find nothing, which are no faults', () => {
		writeFileSync(
			join(folder, 'content/synonyms.yaml'),
			'- [waiting line, queue]\n- query: [hum, buzz]\n  also: [xylophone, glass harp]\n'
		);
		const { status, stdout, stderr } = run('tsx', 'src/scripts/check.ts');
		expect(stdout).toMatch(/\d+ of the glossary's \d+ rows apply/);
		expect(stderr).toContain(
			'synonyms.yaml:2:3 finds nothing, because no article has "xylophone" or "glass harp"'
		);
		expect(stderr).not.toContain('synonyms.yaml:1');
		expect(status).toBe(0);
	});
});

describe('npm run check of a search log', () => {
	it('shows what each query finds', () => {
		const log = join(folder, 'log.txt');
		writeFileSync(log, 'the queue of part 0\nxylophone\n');
		const { status, stdout } = run('tsx', 'src/scripts/check.ts', '--queries', log);
		expect(stdout).toMatch(/Nothing found.*\n {4}xylophone\n/);
		expect(stdout).toMatch(/the queue of part 0\n +backend\/queue-0 /);
		expect(status).toBe(0);
	});

	it('says so if there is no such file', () => {
		const { status, stderr } = run('tsx', 'src/scripts/check.ts', '--queries', 'nowhere.txt');
		expect(stderr).toContain('nowhere.txt');
		expect(status).toBe(1);
	});
});

describe('npm run build', () => {
	it('stops at a fault and leaves the last build unchanged', () => {
		breakArticle();
		mkdirSync(join(folder, 'build'));
		writeFileSync(join(folder, 'build/index.html'), 'the last build');
		const { status, stderr } = run('vite', 'build');
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
		expect(scripts.start).toBe('npm run build && tsx src/scripts/serve.ts');
		expect(readFileSync('src/scripts/serve.ts', 'utf8')).toContain('PORT ?? 4173');
		expect(engines.node).toBe('>=20.19');
	});
});

describe('npm run new', () => {
	it('writes a draft that passes the check, and never overwrites a file', () => {
		const first = run('tsx', 'src/scripts/new.ts', 'backend', 'Über C# & friends!');
		expect(first.stdout).toContain(join('backend', 'uber-c-friends', 'index.md'));
		const file = join(folder, 'content/backend/uber-c-friends/index.md');
		expect(readFileSync(file, 'utf8')).toContain('title: "Über C# & friends!"');
		expect(run('tsx', 'src/scripts/check.ts').status).toBe(0);
		const second = run('tsx', 'src/scripts/new.ts', 'backend', 'Über C# & friends!');
		expect(second.stderr).toContain('There is an article of that address already');
		expect(second.status).toBe(1);
	});

	it('accepts only existing categories', () => {
		const { status, stderr } = run('tsx', 'src/scripts/new.ts', 'bakend', 'Title');
		expect(stderr).toContain('did you mean "backend"?');
		expect(status).toBe(1);
		expect(existsSync(join(folder, 'content/bakend'))).toBe(false);
	});

	it('requires one title in quotes', () => {
		const { status, stderr } = run('tsx', 'src/scripts/new.ts', 'backend', 'Two', 'words');
		expect(stderr).toContain('npm run new -- <category> "<title>"');
		expect(status).toBe(1);
		expect(existsSync(join(folder, 'content/backend/two'))).toBe(false);
	});
});
