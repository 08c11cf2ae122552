import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/**
 * Writes numbers of a benchmark to the results of an article that shows them, with the day and the machine.
 * @param article its folder
 */
export function writeArticleResult(article: string, fileName: string, value: object) {
	const folder = join(article, 'sample/results');
	mkdirSync(folder, { recursive: true });
	const measured = {
		date: new Date().toISOString().slice(0, 10),
		processors: cpus().length,
		model: cpus()[0]?.model,
		node: process.versions.node
	};
	writeFileSync(join(folder, fileName), `${JSON.stringify({ measured, ...value }, null, '\t')}\n`);
}

/** A score to show: as text, always with three digits, and as a number for charts. */
export const shown = (value: number) => ({
	text: value.toFixed(3),
	value: Number(value.toFixed(3))
});
