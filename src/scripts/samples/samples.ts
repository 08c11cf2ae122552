import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { VerifiedRecord } from '../../lib/content/markdown/verified-record.ts';
import { listMissingServers, readSdk, sdkNeeded } from './prerequisites.ts';
import { verifySample } from './verify-sample.ts';
import { contentFolder } from '../../lib/content/library/content-folder.ts';
import { sampleTool } from '../../lib/content/library/sample.ts';

/**
 * `npm run samples` builds and tests the articles' samples and records what was verified;
 * `npm run samples -- outbox` those whose slug contains the word.
 */
async function main(content: string, word: string): Promise<void> {
	const samples = await findSamples(content, word);
	if (samples.length === 0) return fail(`No sample below ${content} has "${word}" in its slug.`);
	const needsSdk = samples.some(({ folder }) => sampleTool(folder) === 'dotnet');
	const sdk = needsSdk ? await readSdk(content) : '';
	if (sdk === undefined) return fail(sdkNeeded);

	const failed: string[] = [];
	for (const [i, { slug, folder }] of samples.entries()) {
		const label = `[${i + 1}/${samples.length}] ${slug}`;
		const ending = showProgress(label);
		try {
			const missing = await listMissingServers(folder);
			if (missing.length > 0) throw new Error(missing.join('\n'));
			ending(describe(await verifySample(folder, sdk)));
		} catch (error) {
			ending(`NOT verified: ${(error as Error).message}`);
			failed.push(slug);
		}
	}
	console.log(`\n${samples.length - failed.length} of ${samples.length} samples verified`);
	if (failed.length > 0) fail(`not verified: ${failed.join(', ')}`);
}

async function findSamples(content: string, word: string) {
	const entries = await readdir(content, { withFileTypes: true, recursive: true });
	return entries
		.filter((entry) => entry.isDirectory() && entry.name === 'sample')
		.map(({ parentPath, name }) => ({
			slug: basename(parentPath),
			folder: resolve(parentPath, name)
		}))
		.filter(({ slug, folder }) => slug.includes(word) && !folder.includes('node_modules'))
		.sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** Shows that a sample is being run; the function it returns says how that ended. */
function showProgress(label: string): (outcome: string) => void {
	const start = performance.now();
	const seconds = () => Math.round((performance.now() - start) / 1000);
	const live = process.stdout.isTTY;
	const show = () => process.stdout.write(`\r${label} ${seconds()} s `);
	const timer = live ? setInterval(show, 1000) : undefined;
	if (live) show();
	else console.log(`${label} ...`);
	return (outcome) => {
		clearInterval(timer);
		console.log(`${live ? '\r' : ''}${label} ${seconds()} s: ${outcome}`);
	};
}

function describe({ tests, packages, servers = {} }: VerifiedRecord): string {
	const names = Object.entries(servers).map((server) => server.join(' '));
	return [
		`${tests.passed} tests passed`,
		...(tests.skipped > 0 ? [`${tests.skipped} skipped`] : []),
		`${Object.keys(packages).length} packages`,
		...names
	].join(', ');
}

function fail(message: string) {
	console.error(message);
	process.exitCode = 1;
}

await main(contentFolder(), process.argv[2] ?? '');
