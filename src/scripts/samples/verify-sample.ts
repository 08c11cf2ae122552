import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashSources, resultsFolder, sampleTool } from '../../lib/content/library/sample.ts';
import { verifiedFile, type VerifiedRecord } from '../../lib/content/markdown/verified-record.ts';
import { runDotnet } from './dotnet.ts';
import { runVitest } from './vitest.ts';

/**
 * Builds and tests the sample in `folder`. Its results and its record change only when every test
 * passed; otherwise this throws with what failed.
 * @param sdk the version of the .NET SDK, for a sample that needs it
 */
export async function verifySample(folder: string, sdk: string): Promise<VerifiedRecord> {
	const scratch = await mkdtemp(join(tmpdir(), 'offprint-sample-'));
	try {
		const sources = await hashSources(folder);
		const results = join(scratch, 'results');
		const reports = join(scratch, 'reports');
		const run =
			sampleTool(folder) === 'vitest'
				? await runVitest(folder, results, reports)
				: await runDotnet(folder, sdk, results, reports);
		const record = { date: new Date().toISOString().slice(0, 10), ...run, sources };
		if (sources !== (await hashSources(folder))) throw new Error('its sources changed meanwhile');
		if (existsSync(results)) await cp(results, join(folder, resultsFolder), { recursive: true });
		await writeFile(join(folder, verifiedFile), JSON.stringify(record, null, '\t') + '\n');
		return record;
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}
