import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { writeFixtureLibrary } from './fixture-library.ts';

/** A folder that has a small library in each test, and our commands for it. */
export function openCommandFolder() {
	const folder = join(tmpdir(), `offprint-commands-${randomUUID()}`);
	beforeEach(() => writeFixtureLibrary(join(folder, 'content'), 1));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const run = (script: string, ...options: string[]) => runWith({}, script, ...options);

	/** Without `npx`, which takes a second. */
	const runWith = (env: Record<string, string>, script: string, ...options: string[]) =>
		spawnSync(process.execPath, ['--import', 'tsx', script, ...options], {
			encoding: 'utf8',
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

	return { folder, run, runWith, breakArticle };
}
