import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/**
 * Writes what a test measured to the sample's results folder, from which the article reads its numbers.
 * Only a run that asks for it (`OFFPRINT_RESULTS` names the folder, as `npm run samples` does) writes.
 * @param fileName such as `rates.json`
 */
export function writeResults(fileName: string, value: object) {
	const folder = process.env.OFFPRINT_RESULTS;
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	const unfinished = join(folder, `${fileName}.${process.pid}.tmp`);
	writeFileSync(unfinished, `${JSON.stringify(value, null, '\t')}\n`);
	renameSync(unfinished, join(folder, fileName));
}

/** The machine of a measurement, for a result file that has times in it. */
export const machine = () => ({
	date: new Date().toISOString().slice(0, 10),
	processors: cpus().length,
	node: process.versions.node
});
