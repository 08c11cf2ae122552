import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLibrary } from '../../src/lib/content/library/library.ts';
import { loadSearchEngine } from '../../src/lib/core/search/ranking/engine.ts';
import { findGoldenMisses } from '../../src/lib/core/search/ranking/golden.ts';
import { generatedFile } from './built-files.ts';
import type { Measure } from './measures.ts';

/**
 * Runs the golden queries against a built site's index; the check runs them against a fresh one.
 * @param content the site's content folder
 */
export async function measureGolden(content: string, site: string): Promise<Measure[]> {
	const { golden } = await openLibrary({ content, base: '', checkOnly: true });
	const index = readFileSync(join(site, generatedFile(site, 'index')), 'utf8');
	const misses = findGoldenMisses(await loadSearchEngine(index), golden);
	const answered = golden.length - misses.length;
	return [
		{
			name: 'Golden queries answered by the built index',
			value: golden.length ? answered / golden.length : 1,
			unit: 'score',
			budget: 1,
			note: [
				`${answered} of ${golden.length}`,
				...misses.map(({ golden: { query }, place }) => `${query}: ${place ?? 'not found'}`)
			].join('; ')
		}
	];
}
