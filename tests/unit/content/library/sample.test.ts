import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashSources, readVerification } from '../../../../src/lib/content/library/sample.ts';

let content: string;
let sample: string;

const project = 'src/App/App.csproj';
const withFixtures = `<Project>
  <ProjectReference Include="..\\..\\..\\..\\..\\_servers\\Servers\\Servers.csproj" />
</Project>`;

beforeEach(() => {
	content = mkdtempSync(join(tmpdir(), 'offprint-hash-'));
	sample = join(content, 'backend/ids/sample');
	write('src/App/Program.cs', 'one\ntwo\n');
	write(project, '<Project />');
	write('../../../_servers/Servers/Servers.csproj', '<Project />');
	write('../../../_servers/Servers/Server.cs', 'class Server;');
});

afterEach(() => rmSync(content, { recursive: true }));

function write(path: string, text: string) {
	const file = join(sample, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

describe('the hash of a sample', () => {
	it('is the same for the same sources in another folder', async () => {
		const copy = join(content, 'copy/x/sample');
		cpSync(sample, copy, { recursive: true });
		expect(await hashSources(copy)).toBe(await hashSources(sample));
		expect(await hashSources(sample)).toMatch(/^sha256-[0-9a-f]{64}$/);
	});

	it('ignores links to folders, which may form a loop', async () => {
		const before = await hashSources(sample);
		symlinkSync(sample, join(sample, 'src/loop'));
		expect(await hashSources(sample)).toBe(before);
	});

	it.each([
		['a file changes', () => write('src/App/Program.cs', 'one\nthree\n')],
		['a file is added', () => write('src/App/More.cs', '')],
		['a file is renamed', () => rename('src/App/Program.cs', 'src/App/Other.cs')],
		['a file moves to another folder', () => rename('src/App/Program.cs', 'src/Program.cs')],
		['text moves from one file to the next', () => moveLine()],
		['a folder named results lies deeper', () => write('src/App/results/x.json', '{}')]
	])('changes when %s', async (_, change) => {
		write('src/App/Second.cs', '');
		const before = await hashSources(sample);
		change();
		expect(await hashSources(sample)).not.toBe(before);
	});

	it.each([
		['line endings', () => write('src/App/Program.cs', 'one\r\ntwo\r\n')],
		['builds', () => write('src/App/bin/Debug/App.dll', 'x')],
		['restores', () => write('src/App/obj/project.assets.json', '{}')],
		['installed packages', () => write('node_modules/x/index.js', 'x')],
		['what SvelteKit generates', () => write('plain/.svelte-kit/tsconfig.json', '{}')],
		['test reports', () => write('TestResults/run.trx', 'x')],
		['measured results', () => write('results/ids.json', '{}')],
		['Markdown', () => write('mutations.md', '# x')],
		['the record itself', () => write('verified.json', '{}')],
		['fixtures it does not use', () => write('../../../_servers/Servers/Server.cs', 'x')]
	])('ignores %s', async (_, change) => {
		const before = await hashSources(sample);
		change();
		expect(await hashSources(sample)).toBe(before);
	});

	it('includes the server fixtures that a project of the sample references', async () => {
		write(project, withFixtures);
		const before = await hashSources(sample);
		write('../../../_servers/Servers/Server.cs', 'class Server { }');
		const after = await hashSources(sample);
		write('../../../_servers/Servers/bin/Servers.dll', 'x');
		write('../../../_servers/Servers.Tests/Tests.cs', 'x');
		expect(after).not.toBe(before);
		expect(await hashSources(sample)).toBe(after);
	});

	it('reads a reference with either kind of slash', async () => {
		write(project, withFixtures);
		const before = await readChange();
		write('../../../_servers/Servers/Server.cs', 'class Server;');
		write(project, withFixtures.replaceAll('\\', '/'));
		expect(before && (await readChange())).toBe(true);
	});
});

describe('the record of a run', () => {
	const record = {
		date: '2026-11-23',
		sdk: '10.0.401',
		packages: { Npgsql: '10.0.3' },
		tests: { passed: 12, failed: 0, skipped: 0 },
		results: { 'QueueTests.A_locked_job_waits': 'passed' }
	};

	it('verifies the sources of that run', async () => {
		const sources = await hashSources(sample);
		write('verified.json', JSON.stringify({ ...record, sources }));
		expect(await readVerification(sample)).toEqual({
			state: 'verified',
			record: { ...record, sources }
		});
	});

	it('reports that the sources have changed since', async () => {
		write('verified.json', JSON.stringify({ ...record, sources: await hashSources(sample) }));
		write('src/App/Program.cs', 'other');
		expect(await readVerification(sample)).toMatchObject({
			state: 'changed',
			problem: expect.stringContaining('has changed since its code was run on 2026-11-23')
		});
	});

	it('is reported when it is missing', async () => {
		expect(await readVerification(sample)).toMatchObject({ state: 'never' });
	});

	it.each([
		['not JSON', '{', 'JSON'],
		['no date', { ...record, date: 'yesterday' }, 'date'],
		['a failed test', { ...record, tests: { passed: 1, failed: 2, skipped: 0 } }, 'tests.failed'],
		['half a count', { ...record, tests: { passed: 1.5, failed: 0, skipped: 0 } }, 'tests.passed'],
		['an empty version', { ...record, packages: { Npgsql: '' } }, 'packages.Npgsql'],
		['no outcome of each test', { ...record, results: undefined }, 'results'],
		['an outcome of another kind', { ...record, results: { 'A.B': 'failed' } }, 'results.A.B'],
		['two platforms', { ...record, node: '20.19.5' }, 'either sdk or node'],
		['no platform', { ...record, sdk: undefined }, 'either sdk or node'],
		['an unknown key', { ...record, cpu: 2 }, 'cpu'],
		['a hash of another kind', { ...record, sources: 'md5-1' }, 'sources']
	])('is unreadable with %s', async (_, broken, named) => {
		const sources = `sha256-${'0'.repeat(64)}`;
		const text = typeof broken === 'string' ? broken : JSON.stringify({ sources, ...broken });
		write('verified.json', text);
		expect(await readVerification(sample)).toMatchObject({
			state: 'unreadable',
			problem: expect.stringContaining(named)
		});
	});
});

const rename = (from: string, to: string) => renameSync(join(sample, from), join(sample, to));

function moveLine() {
	write('src/App/Program.cs', 'one\n');
	write('src/App/Second.cs', 'two\n');
}

/** Whether the hash changes with the fixtures. */
async function readChange() {
	const before = await hashSources(sample);
	write('../../../_servers/Servers/Server.cs', `class Server { } // ${Math.random()}`);
	return (await hashSources(sample)) !== before;
}
