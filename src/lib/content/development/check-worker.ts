import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { answerWith, lowerPriority } from '../cache/thread.ts';
import { ContentError } from '../faults/report.ts';
import { openLibrary, type Library } from '../library/library.ts';
import { writeIndexParts } from '../search-index/index-parts.ts';
import { librarySearchData, relatedIn } from '../search-index/library-index.ts';
import type { Checked, CheckOptions, CheckRequest, CheckResult } from './content-check.ts';

// Runs in the thread of a `ContentCheck`. It does one thing at a time, and drops what was asked before.

const options = workerData as CheckOptions;
let library: Library | undefined;
let lastNumber = 0;
let previous: Promise<unknown> = Promise.resolve();

lowerPriority(10);

answerWith((request: CheckRequest) => {
	const number = ++lastNumber;
	const stopIfOutdated = () => {
		if (number !== lastNumber) throw new Error('Something else was asked');
	};
	const answer = previous.then((): Promise<CheckResult> => {
		stopIfOutdated();
		return request === 'check' ? check(stopIfOutdated) : writeIndex();
	});
	previous = answer.catch(() => {});
	return answer;
});

async function check(onArticle: () => void): Promise<Checked> {
	try {
		library = await openLibrary({ ...options.library, workerCount: 0, onArticle });
		return { faults: [], minutes: library.articles.map(({ file, minutes }) => [file, minutes]) };
	} catch (error) {
		if (!(error instanceof ContentError)) throw error;
		return { faults: error.faults, minutes: [] };
	}
}

async function writeIndex() {
	const { index, head, parts } = await librarySearchData(library!);
	await writeIndexParts(options.parts, parts);
	await writeFile(join(options.generated, 'index.json'), head);
	return relatedIn(index);
}
