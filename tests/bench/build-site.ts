import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { watchTree } from './tree-memory.ts';

/** What a command costs. */
export interface CommandCost {
	/** Wall time. */
	seconds: number;
	/** The most that its processes have at a time, in bytes; `null` where that cannot be read. */
	memoryBytes: number | null;
}

/** Makes the next build or check a cold one. */
export const clearCache = () =>
	rmSync('node_modules/.cache/offprint', { recursive: true, force: true });

/**
 * Builds a content folder as `npm run build` does.
 * @throws with the end of the build's output if it fails
 */
export const buildSite = (content: string, folder: string): CommandCost =>
	runCommand('build', { OFFPRINT_CONTENT: content, OFFPRINT_BUILD: folder });

/** Checks a content folder as `npm run check` does. */
export const checkContent = (content: string): CommandCost =>
	runCommand('check', { OFFPRINT_CONTENT: content });

/** @param name of an npm script */
function runCommand(name: string, environment: Record<string, string>): CommandCost {
	const start = performance.now();
	const { result, bytes } = watchTree(() =>
		spawnSync('npm', ['run', '--silent', name], {
			encoding: 'utf8',
			maxBuffer: 1 << 28,
			shell: process.platform === 'win32',
			env: { ...process.env, NODE_ENV: 'production', BASE_PATH: '', ...environment }
		})
	);
	const seconds = (performance.now() - start) / 1000;
	const { status, stderr, stdout, error } = result;
	if (error) throw error;
	if (status !== 0)
		throw new Error(
			`npm run ${name} failed for ${environment.OFFPRINT_CONTENT}:\n${(stdout + stderr).slice(-3000)}`
		);
	return { seconds, memoryBytes: bytes };
}
