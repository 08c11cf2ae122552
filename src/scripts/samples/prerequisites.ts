import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from './run-program.ts';

/** The version of the .NET SDK, if it is one that can build the samples (10 or newer). */
export async function readSdk(folder: string): Promise<string | undefined> {
	const asked = await run('dotnet', ['--version'], folder).catch(() => undefined);
	const version = asked?.code === 0 ? asked.output.trim() : '';
	return parseInt(version) >= 10 ? version : undefined;
}

export const sdkNeeded =
	'The samples need the .NET 10 SDK, and dotnet was not found or is older. Install ' +
	'dotnet-sdk-10.0 (https://dotnet.microsoft.com/download).';

const usualFolders = [
	'/usr/local/bin',
	'/usr/bin',
	'/usr/local/sbin',
	'/usr/sbin',
	'/opt/homebrew/bin'
];

const servers = [
	{ fixture: 'NatsServer', program: 'nats-server', debian: 'nats-server', brew: 'nats-server' },
	{ fixture: 'RedisServer', program: 'redis-server', debian: 'redis-server', brew: 'redis' },
	{ fixture: 'PostgresServer', program: 'initdb', debian: 'postgresql', brew: 'postgresql' }
];

/** One sentence for each server that the sample starts and this machine does not have. */
export async function listMissingServers(sampleFolder: string): Promise<string[]> {
	const sources = await readCSharp(sampleFolder);
	const folders = await programFolders();
	return servers
		.filter(({ fixture }) => sources.some((source) => source.includes(`${fixture}.StartAsync`)))
		.filter(({ program }) => !folders.some((folder) => existsSync(join(folder, program))))
		.map(
			({ program, debian, brew }) =>
				`${program} was not found; install ${debian} ` +
				`(apt-get install ${debian}, brew install ${brew}).`
		);
}

async function readCSharp(folder: string): Promise<string[]> {
	const files = await readdir(folder, { recursive: true });
	return Promise.all(
		files
			.filter((name) => name.endsWith('.cs') && !/(^|[\\/])(bin|obj|node_modules)[\\/]/.test(name))
			.map((name) => readFile(join(folder, name), 'utf8'))
	);
}

/** Where the fixtures look too: PATH, and the folders that distributions keep off it. */
async function programFolders(): Promise<string[]> {
	const versions = [
		['/usr/lib/postgresql', ''],
		['/usr', 'pgsql-'],
		['/opt/homebrew/opt', 'postgresql'],
		['/usr/local/opt', 'postgresql']
	].map(async ([root, prefix]) =>
		(await readdir(root!).catch(() => []))
			.filter((name) => name.startsWith(prefix!))
			.map((name) => join(root!, name, 'bin'))
	);
	const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return [...path, ...usualFolders, ...(await Promise.all(versions)).flat()];
}
